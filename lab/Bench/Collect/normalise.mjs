// The straightforward way in Node.js: parse the whole document, map, sort, write lines of JSON.
import { createWriteStream, readFileSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rows = [];
for (const list of Object.values(JSON.parse(readFileSync(process.argv[2], 'utf8')))) {
  for (const row of list) {
    rows.push({
      date: row.DATE, campaign_id: String(row.CAMPAIGN_ID), campaign_name: row.CAMPAIGN_NAME, ad_group_id: String(row.AD_GROUP_ID), ad_group_name: row.AD_GROUP_NAME,
      ad_id: String(row.AD_ID), ad_name: row.AD_NAME, spend_micros: row.SPEND_IN_MICRO_DOLLAR ?? 0, spend: (row.SPEND_IN_MICRO_DOLLAR ?? 0) / 1e6,
      impressions: row.IMPRESSION_1 ?? 0, impressions_earned: row.IMPRESSION_2 ?? 0, clicks: row.CLICKTHROUGH_1 ?? 0, clicks_earned: row.CLICKTHROUGH_2 ?? 0,
      outbound_clicks: row.OUTBOUND_CLICK_1 ?? 0, saves: row.REPIN_1 ?? 0, engagements: row.ENGAGEMENT_1 ?? 0, reach: row.TOTAL_IMPRESSION_USER, video_views: row.VIDEO_MRC_VIEWS_1 ?? 0,
      click_checkout: row.TOTAL_CLICK_CHECKOUT ?? 0, click_checkout_value: (row.TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR ?? 0) / 1e6, view_checkout: row.TOTAL_VIEW_CHECKOUT ?? 0,
    });
  }
}

const order = (one, two) => (one < two ? -1 : one > two ? 1 : 0);
rows.sort((one, two) => order(one.date, two.date) || order(one.campaign_id, two.campaign_id) || order(one.ad_group_id, two.ad_group_id) || order(one.ad_id, two.ad_id));
const path = join(tmpdir(), `pinstitch-bench-${process.pid}.jsonl`);
const file = createWriteStream(path);
let [spend, checkouts] = [0, 0];
for (const row of rows) {
  spend += row.spend_micros;
  checkouts += row.click_checkout;
  if (!file.write(JSON.stringify(row) + '\n')) await new Promise((resume) => file.once('drain', resume));
}

await new Promise((done) => file.end(done));
unlinkSync(path);
const usage = process.resourceUsage();
console.log(`${rows.length}/${spend}/${checkouts} ${(usage.userCPUTime + usage.systemCPUTime) / 1e6} ${usage.maxRSS}`);
