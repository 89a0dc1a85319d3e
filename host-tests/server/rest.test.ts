// When the server says that nobody waits for anything.

import test from 'ava';
import { start } from '../support/bad-input.js';
import { MemoryLink } from '../support/memory-link.js';
import { outline, packet } from '../support/packets.js';
import { initPacket } from '../support/sample-packets.js';

/** A session whose `init` is done; each rest notes what had been sent before it. */
function begin() {
  const rests: (string | undefined)[] = [];
  const { robot, server } = start(() => rests.push(outline(link.parsed()).at(-1)));
  const link = MemoryLink.connect(server);
  robot.holds = true;
  link.send(initPacket(1));
  robot.finish();
  return { robot, rests, server, link };
}

test('after a command, when its answer is sent and no other packet is there: once', (t) => {
  const { robot, rests, server, link } = begin();
  t.deepEqual(rests, ['ready 1']);
  link.send(packet('home', 2), packet('home', 3));
  robot.finish();
  t.deepEqual(rests, ['ready 1'], 'the next one was there already');
  robot.finish();
  server.readable(link);
  server.writable(link);
  t.deepEqual(rests, ['ready 1', 'ready 3']);
});

test('not while the answer waits for the socket', (t) => {
  const { robot, rests, link } = begin();
  link.window = 0;
  link.send(packet('home', 2));
  robot.finish();
  t.deepEqual(rests, ['ready 1']);
  link.allow(1_000);
  t.deepEqual(rests, ['ready 1', 'ready 2']);
});
