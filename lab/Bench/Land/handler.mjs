// The landing of events as one would write it in Node.js: JSON.parse, ajv, sha256, JSON.stringify, gzip, append, fsync.
//   node handler.mjs <bodies.ndjson> <output> <batch size> <runs to warm up> <runs to measure>     prints what it measured as JSON
import { createHash, createHmac } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import Ajv from 'ajv';

const [input, output, size, warmUps, runs] = process.argv.slice(2);
const pepper = 'a pepper of the benchmark';
const text = (most) => ({ type: ['string', 'number'], maxLength: most });
const schema = {
  type: 'object',
  required: ['event_id', 'event_name', 'event_time'],
  properties: {
    event_id: { type: 'string', minLength: 1, maxLength: 128 },
    event_name: {
      anyOf: [
        { enum: ['page_visit', 'view_content', 'view_category', 'search', 'save', 'add_to_cart', 'add_to_wishlist', 'initiate_checkout', 'add_payment_info', 'checkout', 'lead', 'signup', 'login', 'subscribe', 'watch_video', 'order', 'refund', 'lead_stage'] },
        { type: 'string', pattern: '^custom:.+', maxLength: 64 },
      ],
    },
    event_time: { type: ['string', 'integer'] },
    source: { enum: ['browser', 'server', 'shop', 'crm'] },
    user: { type: 'object', properties: { email: text(320), email_sha256: text(128), phone: text(64), phone_sha256: text(128), customer_id: text(128), crm_id: text(128), anonymous_id: text(128), device_id: text(128) } },
    click_ids: { type: 'object', properties: { epik: text(512), fbclid: text(512), gclid: text(512) } },
    page: { type: 'object', properties: { url: { type: 'string', maxLength: 4096 }, referrer: { type: 'string', maxLength: 4096 } } },
    value: { type: ['number', 'string'] },
    currency: { type: 'string', minLength: 3, maxLength: 3 },
    order_id: text(64),
    consent: { type: 'object', properties: { measure: { type: 'boolean' }, advertise: { type: 'boolean' } } },
    test: { type: 'boolean' },
  },
};
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
const known = new Set(Object.keys(schema.properties));
const sha256 = (value) => createHash('sha256').update(value).digest('hex');
const pseudonym = (type, value) => `${type}:${createHmac('sha256', pepper).update(`${type}|${value}`).digest('hex').slice(0, 32)}`;

function land(body, sequence) {
  let event;
  try {
    event = JSON.parse(body);
  } catch {
    return { rejected: { partition: 0, sequence, violations: ['not_json'], body } };
  }
  if (!validate(event)) return { rejected: { partition: 0, sequence, violations: validate.errors.map((error) => `${error.instancePath} ${error.message}`), body } };
  const time = typeof event.event_time === 'number' ? new Date(event.event_time * 1000) : new Date(event.event_time);
  if (Number.isNaN(time.getTime()) || time.getTime() > Date.now() + 300_000) return { rejected: { partition: 0, sequence, violations: ['event_time'], body } };
  const identifiers = [];
  const user = event.user ?? {};
  if (user.email) identifiers.push(pseudonym('email', sha256(String(user.email).trim().toLowerCase())));
  if (user.email_sha256) identifiers.push(pseudonym('email', user.email_sha256));
  if (user.phone) identifiers.push(pseudonym('phone', sha256(String(user.phone).replace(/\D/g, '').replace(/^0+/, ''))));
  if (user.phone_sha256) identifiers.push(pseudonym('phone', user.phone_sha256));
  for (const type of ['customer_id', 'crm_id', 'anonymous_id', 'device_id']) if (user[type]) identifiers.push(pseudonym(type, user[type]));
  let page;
  const clicks = { ...event.click_ids };
  if (event.page?.url) {
    const url = new URL(event.page.url);
    const get = (name) => url.searchParams.get(name) ?? undefined;
    for (const click of ['epik', 'fbclid', 'gclid']) if (get(click)) clicks[click] = get(click);
    page = {
      host: url.hostname, path: url.pathname, referrer_host: event.page.referrer ? new URL(event.page.referrer).hostname : undefined,
      utm_source: get('utm_source'), utm_medium: get('utm_medium'), utm_campaign: get('utm_campaign'), utm_content: get('utm_content'), utm_term: get('utm_term'),
    };
  }
  for (const [type, value] of Object.entries(clicks)) if (value) identifiers.push(pseudonym(type, value));
  if (event.order_id) identifiers.push(pseudonym('order_id', event.order_id));
  if (identifiers.length === 0) return { rejected: { partition: 0, sequence, violations: ['user'], body } };
  const extra = Object.fromEntries(Object.entries(event).filter(([name]) => !known.has(name)));
  return {
    landed: {
      partition: 0, sequence, event: {
        event_id: event.event_id, name: event.event_name, time: time.toISOString(), source: event.source ?? 'server', identifiers: [...new Set(identifiers)].sort(), page,
        value: event.value === undefined ? undefined : Math.round(Number(event.value) * 100), currency: event.currency, order_id: event.order_id,
        may_measure: event.consent?.measure, may_advertise: event.consent?.advertise, is_test: event.test, extra: Object.keys(extra).length > 0 ? JSON.stringify(extra) : undefined,
      },
    },
  };
}

const bodies = readFileSync(input).toString('latin1').split('\n').filter((line) => line.length > 0).map((line) => Buffer.from(line, 'latin1'));
const file = openSync(output, 'w');
function run() {
  let landed = 0, rejected = 0, stored = 0;
  for (let at = 0; at < bodies.length; at += Number(size)) {
    const lines = [];
    for (let i = at; i < Math.min(bodies.length, at + Number(size)); i++) {
      const result = land(bodies[i].toString('utf8'), i);
      if (result.landed) landed++; else rejected++;
      lines.push(JSON.stringify(result.landed ?? result.rejected));
    }
    stored += writeSync(file, gzipSync(`${lines.join('\n')}\n`, { level: 1 }));
    fsyncSync(file);
  }
  return { landed, rejected, stored };
}

for (let i = 0; i < Number(warmUps); i++) run();
let best;
for (let i = 0; i < Number(runs); i++) {
  const cpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  const counts = run();
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const used = process.cpuUsage(cpu);
  const measured = { ...counts, seconds, cpuSeconds: (used.user + used.system) / 1e6 };
  if (!best || measured.cpuSeconds < best.cpuSeconds) best = measured;
}
closeSync(file);
console.log(JSON.stringify(best));
