// Computes orders' credit again from their proofs and compares, to the cent. Own code, whole numbers only, no dependency.
// Usage: node recompute.mjs <file> ...; a file holds one proof, or a proof on each line. Exit code 0 when the credit
// of every order under every model is as claimed, 1 when not.
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const big = BigInt;
const sumOf = list => list.reduce((all, item) => all + item, 0n);

// 2^(-age / half-life), in units of 2^-31: a polynomial in whole numbers, as docs/attribute.md states it.
const terms = [2977044471n, 1031764939n, 238387495n, 41304489n, 5712048n, 639488n, 48550n];
const halving = (age, halfLife) => {
  const exponent = (big(Math.min(Math.max(age, 0), 2 ** 36 - 1)) << 28n) / big(halfLife);
  const x = (exponent & ((1n << 28n) - 1n)) << 4n;
  const slope = terms.reduceRight((sum, term) => term - ((x * sum) >> 32n), 0n);
  return ((1n << 31n) - ((x * slope + (1n << 32n)) >> 33n)) >> (exponent >> 28n);
};

const largestRemainder = (total, weights) => {
  const amount = total < 0n ? -total : total;
  const sum = sumOf(weights);
  const parts = weights.map(weight => (amount * weight) / sum);
  const rests = weights.map((weight, i) => ({ i, rest: (amount * weight) % sum }));
  rests.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest < b.rest ? 1 : -1));
  for (let left = Number(amount - sumOf(parts)), i = 0; i < left; i++) parts[rests[i].i]++;
  return total < 0n ? parts.map(part => -part) : parts;
};

// What each model of a proof claims and what comes out.
const check = proof => {
  if (proof.format !== 'pinstitch-order-proof/1') throw new Error(`unknown format ${proof.format}`);
  const { order, settings, touches } = proof;
  if (order.gross - order.refunded !== order.minor) throw new Error(`order ${order.id}: ${order.gross} less ${order.refunded} is not ${order.minor}`);
  const isView = touch => touch.kind === 'view';
  const isDirect = touch => touch.channel === 'direct';
  const spentUntil = settings.resetAfterOrder ? Math.max(-Infinity, ...proof.ordersBefore) : -Infinity;
  const counting = touches.map((touch, place) => ({ ...touch, place, age: order.time - touch.time })).filter(touch => {
    if (settings.direct === 'Never' && isDirect(touch)) return false;
    if (settings.views === 'Exclude' && isView(touch)) return false;
    const window = settings.windows[`${touch.platform}/${touch.kind}`] ?? settings.windows[touch.kind];
    return touch.age >= 0 && touch.age <= window && touch.time > spentUntil;
  });

  const looked = model => {
    let path = counting;
    const pastDirect = model.id === 'last_non_direct' || (model.directOnlyIfAlone && settings.direct !== 'AsTouch');
    if (pastDirect && path.some(touch => !isDirect(touch))) path = path.filter(touch => !isDirect(touch));
    if (model.isSingleTouch) {
      const best = Math.max(...path.map(touch => settings.ranks[touch.kind]));
      return path.filter(touch => settings.ranks[touch.kind] === best);
    }
    if (settings.views === 'OnlyIfNoClick' && path.some(touch => !isView(touch))) path = path.filter(touch => !isView(touch));
    return path;
  };

  const weigh = (model, path) => {
    const { numbers } = model;
    if (model.id === 'first_click') return path.map((_, i) => big(i === 0));
    if (model.isSingleTouch) return path.map((_, i) => big(i === path.length - 1));
    if ('halfLifeMs' in numbers) return path.map(touch => halving(touch.age - path.at(-1).age, numbers.halfLifeMs));
    if ('first' in numbers) {
      const [first, between, last] = [big(numbers.first), big(numbers.middle), big(numbers.last)];
      if (path.length === 1) return [1n];
      if (path.length === 2) return first + last === 0n ? [1n, 1n] : [first, last];
      const inner = big(path.length - 2);
      return path.map((_, i) => (i === 0 ? first * inner : i === path.length - 1 ? last * inner : between));
    }
    if (model.id === 'linear') return path.map(() => 1n);
    throw new Error(`unknown model ${model.id}`);
  };

  // Views count for less beside clicks, and together for at most the cap.
  const fade = (path, weights) => {
    if (settings.views !== 'Weighted' || !path.some(isView)) return weights;
    const full = 1n << 30n;
    const largest = weights.reduce((most, weight) => (weight > most ? weight : most), 0n);
    const shift = big(Math.max(0, largest.toString(2).length - 31));
    const factor = touch => {
      if (!isView(touch)) return full;
      const faded = settings.viewHalfLife === 0 ? big(settings.viewWeight) : (big(settings.viewWeight) * halving(touch.age, settings.viewHalfLife)) >> 31n;
      return faded < full ? faded : full - 1n;
    };
    let result = path.map((touch, i) => (weights[i] >> shift) * factor(touch));
    let views = sumOf(result.filter((_, i) => isView(path[i])));
    const others = sumOf(result) - views;
    const cap = big(settings.viewCap);
    if (views + others === 0n) return weights.map(() => 1n);
    if (others > 0n && cap < full && views * full > (views + others) * cap) {
      let allowed = (others * cap) / (full - cap);
      for (; views >> 60n !== 0n; views >>= 1n) allowed >>= 1n;
      result = result.map((weight, i) => (isView(path[i]) ? (weight * allowed) / views : weight));
    }
    return result;
  };

  // Data-driven models: first over the channels of the path, then evenly over each channel's touches.
  const byChannel = (model, path) => {
    const channels = [...new Set(path.map(touch => touch.channel))];
    const fitted = 'byEffect' in model.numbers && proof.effects;
    let weights = channels.map(channel => (fitted ? big(proof.effects[channel] ?? 0) : 1n));
    if (sumOf(weights) === 0n) weights = channels.map(() => 1n);
    const parts = largestRemainder(big(order.minor), weights);
    const cents = path.map(() => 0n);
    channels.forEach((channel, c) => {
      const places = path.flatMap((touch, i) => (touch.channel === channel ? [i] : []));
      largestRemainder(parts[c], places.map(() => 1n)).forEach((part, i) => { cents[places[i]] = part; });
    });
    return cents;
  };

  return proof.models.map(model => {
    const path = counting.length === 0 ? [] : looked(model);
    const cents = path.length === 0 ? [] : 'byChannel' in model.numbers ? byChannel(model, path) : largestRemainder(big(order.minor), fade(path, weigh(model, path)));
    const ours = Object.fromEntries(path.map((touch, i) => [touch.place, cents[i]]).filter(([, part]) => part !== 0n));
    const claimed = Object.fromEntries(proof.credit.filter(item => item.model === model.id).map(item => [item.touch, big(item.minor)]));
    const places = new Set([...Object.keys(ours), ...Object.keys(claimed)]);
    const differs = [...places].filter(place => ours[place] !== claimed[place]);
    return { model: model.id, wrong: differs.map(place => `touch ${place}: claimed ${claimed[place] ?? 0}, computed ${ours[place] ?? 0}`) };
  });
};

const isJson = text => { try { JSON.parse(text); return true; } catch { return false; } };

// By what is in the file, not by its name: a first line that is no JSON by itself is the beginning of a proof written over several.
const proofs = async function* (file) {
  let isFirst = true;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line === '') continue;
    if (isFirst && !isJson(line)) return yield JSON.parse(readFileSync(file, 'utf8'));
    isFirst = false;
    yield JSON.parse(line);
  }
};

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('usage: node recompute.mjs <file of proofs> ...');
let [orders, credited, splits, wrong] = [0, 0, 0, 0];
for (const file of files) {
  const all = proofs(file);
  let isAlone = null;
  for (let now = await all.next(), ahead; !now.done; now = ahead) {
    ahead = await all.next();
    isAlone ??= ahead.done;
    const proof = now.value;
    const results = check(proof);
    orders++;
    credited += proof.credit.length > 0 ? 1 : 0;
    splits += results.length;
    wrong += results.some(result => result.wrong.length > 0) ? 1 : 0;
    for (const result of results) {
      if (result.wrong.length > 0) console.log(`${proof.order.id} ${result.model}: ${result.wrong.join('; ')}`);
      else if (isAlone) console.log(`${proof.order.id} ${result.model}: as claimed`);
    }
  }
}
console.log(`${orders} orders, ${credited} with credit, ${splits} splits: ${wrong === 0 ? 'all as claimed' : `${wrong} orders NOT as claimed`}`);
process.exit(wrong === 0 ? 0 : 1);
