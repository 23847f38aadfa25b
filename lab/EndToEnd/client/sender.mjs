// Sends events through the public Event Hubs client until the hub has acknowledged every one of them:
//   node sender.mjs <options as JSON>
// Each key's events are numbered and go in batches, one after the other; a batch whose outcome is unknown is sent again.
// Writes one JSON line a second and one at the end: {"acknowledged": n, "repeated": batches sent again}.
import { EventHubProducerClient } from '@azure/event-hubs';

const { connection, hub, events, keys, batch, lanes, startTime } = JSON.parse(process.argv[2]);
const perKey = Math.ceil(events / keys);
let acknowledged = 0, repeated = 0, nextKey = 0;

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// The client does not always keep its own timeout (5 s) when a host is killed, and may wait without end for an answer or a farewell.
const within = (milliseconds, promise) => {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('no answer')), milliseconds); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
const tell = () => process.stdout.write(`${JSON.stringify({ acknowledged, repeated })}\n`);
const open = () => new EventHubProducerClient(connection, hub, { retryOptions: { maxRetries: 0, timeoutInMs: 5_000 } });

function event(key, n) {
  return {
    body: {
      event_id: `k${key}-${n}`,
      event_name: 'page_visit',
      event_time: startTime + n,
      source: 'browser',
      user: { anonymous_id: `visitor-${key}` },
      page: { url: `https://shop.example/products/${n % 50}?utm_source=pinterest&utm_medium=paid&utm_campaign=${key % 40}` },
      consent: { measure: true, advertise: n % 3 === 0 },
    },
  };
}

async function lane() {
  let client = open();
  for (let key; (key = nextKey++) < keys;) {
    const end = Math.min(perKey, events - key * perKey);
    for (let from = 0; from < end;) {
      const list = Array.from({ length: Math.min(batch, end - from) }, (_, i) => event(key, from + i));
      for (;;) {
        try {
          await within(8_000, client.sendBatch(list, { partitionKey: `visitor-${key}` }));
          break;
        } catch {
          repeated++;
          await within(2_000, client.close()).catch(() => {});
          await wait(200);
          client = open();
        }
      }
      from += list.length;
      acknowledged += list.length;
    }
  }
  await within(2_000, client.close()).catch(() => {});
}

const pulse = setInterval(tell, 250);
await Promise.all(Array.from({ length: lanes }, lane));
clearInterval(pulse);
process.stdout.write(`${JSON.stringify({ acknowledged, repeated, done: true })}\n`, () => process.exit(0));
