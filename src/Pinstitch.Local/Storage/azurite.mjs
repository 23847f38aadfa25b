// Keeps Azurite running for an embedded Functions host.
//   node azurite.mjs start <azurite.js> <host.pid> <log> <arguments...>   detaches a keeper and prints its process id
//   node azurite.mjs keep  <azurite.js> <host.pid> <arguments...>         is the keeper
// The keeper runs in a session of its own, so that a kill of the host does not take the storage down with it: the next
// host finds it again with everything that was written. It closes in good order when a file <host.pid>.stop appears,
// or when for a minute the process named in that file has not lived.
import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const [mode, azurite, lock, ...rest] = process.argv.slice(2);
const patience = 60_000;
const pulse = 250;

if (mode === 'start') {
  // A terminal's Ctrl-C comes here too. Once there may be a keeper, its process id must reach the host, which then stops it.
  process.on('SIGINT', () => {});
  const [log, ...options] = rest;
  const output = openSync(log, 'a');
  const keeper = spawn(process.execPath, [fileURLToPath(import.meta.url), 'keep', azurite, lock, ...options], {
    cwd: dirname(log),
    detached: true,
    stdio: ['ignore', output, output],
  });
  keeper.unref();
  console.log(keeper.pid);
} else {
  process.argv = [process.argv[0], azurite, ...rest];
  createRequire(import.meta.url)(azurite);
  let seen = Date.now();
  const watch = setInterval(() => {
    if (hostLives()) seen = Date.now();
    if (existsSync(`${lock}.stop`) || Date.now() - seen > patience) {
      clearInterval(watch);
      process.emit('message', 'shutdown');
      // One that never came up, because another program took its port, does not hear that.
      setTimeout(() => process.exit(0), 10_000).unref();
    }
  }, pulse);
}

function hostLives() {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}
