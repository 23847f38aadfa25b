// Drives the public Event Hubs client for tests: node client.mjs <command> <options as JSON>, result as JSON on stdout.
import { EventHubBufferedProducerClient, EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';
import { BlobCheckpointStore } from '@azure/eventhubs-checkpointstore-blob';
import { ContainerClient } from '@azure/storage-blob';

const [command, json] = process.argv.slice(2);
const options = JSON.parse(json);
const retry = { retryOptions: { maxRetries: 2, retryDelayInMs: 200, timeoutInMs: 20_000, ...options.retry } };
const producer = () => new EventHubProducerClient(options.connection, options.hub, retry);
const consumer = (store) => new EventHubConsumerClient(options.group ?? '$Default', options.connection, options.hub, ...(store ? [store, retry] : [retry]));

const shown = (event) => ({
  body: Buffer.isBuffer(event.body) ? `base64:${event.body.toString('base64')}` : event.body,
  sequence: event.sequenceNumber,
  offset: event.offset,
  enqueued: event.enqueuedTimeUtc?.getTime(),
  partitionKey: event.partitionKey ?? null,
  properties: event.properties ?? null,
  messageId: event.messageId ?? null,
  contentType: event.contentType ?? null,
});

// Reads from one or all partitions until `count` events are there or nothing has come for `quiet` milliseconds. These begin
// when the client has said for the first time that it reads, with events or without: how long it takes to get there is the machine's.
async function read({ partition, position, count, quiet = 3000, ownerLevel, track, batch = 100 }) {
  const client = consumer();
  const events = [];
  let error = null, last = null, reads = false;
  const handlers = {
    processEvents: async (batchOfEvents, context) => {
      reads = true;
      for (const event of batchOfEvents) events.push({ partition: context.partitionId, ...shown(event) });
      last = context.lastEnqueuedEventProperties ?? last;
    },
    processError: async (e) => { error = { code: e.code ?? null, name: e.name, message: e.message, retryable: e.retryable ?? null }; },
  };
  const settings = { startPosition: position, maxBatchSize: batch, maxWaitTimeInSeconds: 1, ownerLevel, trackLastEnqueuedEventProperties: track };
  const subscription = partition === undefined ? client.subscribe(handlers, settings) : client.subscribe(partition, handlers, settings);
  let seen = -1, since = Date.now();
  while (events.length < count && !error) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (events.length !== seen || !reads) [seen, since] = [events.length, Date.now()];
    if (Date.now() - since > quiet) break;
  }
  await subscription.close();
  await client.close();
  return { events, error, last: last && { sequence: last.sequenceNumber, offset: last.offset } };
}

const commands = {
  async connect({ times }) {
    for (let i = 0; i < times; i++) {
      const client = producer();
      await client.getPartitionIds();
      await client.close();
    }
    return { connected: times };
  },

  async properties({ partition }) {
    const client = producer();
    try {
      return partition === undefined ? await client.getEventHubProperties() : await client.getPartitionProperties(partition);
    } finally {
      await client.close();
    }
  },

  async send({ events, partitionKey, partitionId, asBatch, bytes, times = 1 }) {
    const client = producer();
    try {
      for (let i = 0; i < times; i++) {
        const list = bytes ? bytes.map((size) => ({ body: Buffer.alloc(size, 'x') })) : events;
        if (asBatch) {
          const batch = await client.createBatch({ partitionKey, partitionId });
          const added = list.map((event) => batch.tryAdd(event));
          if (added.includes(false)) return { added, maxSize: batch.maxSizeInBytes };
          await client.sendBatch(batch);
        } else {
          await client.sendBatch(list, { partitionKey, partitionId });
        }
      }
      return { sent: true };
    } finally {
      await client.close();
    }
  },

  async buffered({ count }) {
    const client = new EventHubBufferedProducerClient(options.connection, options.hub, { maxWaitTimeInMs: 200, onSendEventsErrorHandler: async ({ error }) => { throw error; }, ...retry });
    for (let i = 0; i < count; i++) await client.enqueueEvent({ body: { i } }, { partitionKey: `key-${i % 7}` });
    await client.close({ flush: true });
    return { sent: count };
  },

  read,

  // A second reader of a higher owner level turns out the first; one of a lower level is refused.
  async steal({ partition }) {
    const first = consumer();
    const outcome = {};
    let firstError;
    const stolen = new Promise((resolve) => { firstError = resolve; });
    const settings = (ownerLevel) => ({ startPosition: { offset: '-1' }, ownerLevel, maxWaitTimeInSeconds: 1 });
    let reading;
    const read = new Promise((resolve) => { reading = resolve; });
    const one = first.subscribe(partition, { processEvents: async () => reading(), processError: async (e) => firstError(e.code) }, settings(2));
    await read;
    const lower = consumer();
    outcome.lower = await new Promise((resolve) => {
      lower.subscribe(partition, { processEvents: async () => {}, processError: async (e) => resolve(e.code) }, settings(1));
    });
    await lower.close();
    const higher = consumer();
    const two = higher.subscribe(partition, { processEvents: async () => {}, processError: async () => {} }, settings(3));
    outcome.first = await stolen;
    await one.close();
    await two.close();
    await first.close();
    await higher.close();
    return outcome;
  },

  // Processors with checkpoints in blob storage; each ends by itself when nothing comes any more.
  async process({ storage, container, count, quiet = 3000, processors = 1, checkpointEvery = 10, stopOneAfter }) {
    const blobs = new ContainerClient(storage, container);
    await blobs.createIfNotExists();
    const events = [];
    const closed = [];
    const running = [];
    for (let i = 0; i < processors; i++) {
      const client = new EventHubConsumerClient(options.group ?? '$Default', options.connection, options.hub, new BlobCheckpointStore(blobs), {
        ...retry, loadBalancingOptions: { strategy: 'greedy', updateIntervalInMs: 500, partitionOwnershipExpirationIntervalInMs: 3000 },
      });
      const mine = new Set();
      const subscription = client.subscribe({
        processInitialize: async (context) => { mine.add(context.partitionId); },
        processEvents: async (batch, context) => {
          for (const event of batch) events.push({ processor: i, partition: context.partitionId, ...shown(event) });
          if (batch.length > 0 && batch[batch.length - 1].sequenceNumber % checkpointEvery === checkpointEvery - 1 || checkpointEvery === 1 && batch.length > 0) await context.updateCheckpoint(batch[batch.length - 1]);
        },
        processError: async () => {},
        processClose: async (reason, context) => { closed.push({ processor: i, partition: context.partitionId, reason }); },
      }, { startPosition: { offset: '-1' }, maxBatchSize: 50, maxWaitTimeInSeconds: 1 });
      running.push({ client, subscription, mine });
    }
    let seen = -1, since = Date.now(), stopped = false;
    const distinct = () => new Set(events.map((event) => `${event.partition}/${event.sequence}`)).size;
    while (distinct() < count) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (stopOneAfter !== undefined && !stopped && events.length >= stopOneAfter) {
        stopped = true;
        await running[0].subscription.close();
        await running[0].client.close();
      }
      if (events.length !== seen) [seen, since] = [events.length, Date.now()];
      if (Date.now() - since > quiet) break;
    }
    for (const [i, { client, subscription }] of running.entries()) {
      if (i === 0 && stopped) continue;
      await subscription.close();
      await client.close();
    }
    return { events, closed, partitions: running.map(({ mine }) => [...mine].sort()) };
  },

  // Stays idle on an open connection, then sends on it.
  async idle({ milliseconds }) {
    const client = producer();
    await client.sendBatch([{ body: 'before' }]);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await client.sendBatch([{ body: 'after' }]);
    await client.close();
    return { sent: 2 };
  },

  // As fast as it goes: batches as full as they get.
  async flood({ count, size = 300, parallel = 4 }) {
    const client = producer();
    const filler = 'x'.repeat(size);
    const began = Date.now();
    let next = 0;
    await Promise.all(Array.from({ length: parallel }, async (_, lane) => {
      while (next < count) {
        const events = [];
        while (events.length < 1000 && next < count) events.push({ body: { n: next++, filler } });
        await client.sendBatch(events, { partitionId: String(lane % 4) });
      }
    }));
    const seconds = (Date.now() - began) / 1000;
    await client.close();
    return { count, seconds, perSecond: Math.round(count / seconds) };
  },
};

let answer;
try {
  answer = { result: await commands[command](options) };
} catch (e) {
  answer = { failure: { name: e.name, code: e.code ?? null, message: e.message, retryable: e.retryable ?? null } };
}

// A pipe takes long texts piece by piece: wait for it before leaving.
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
