// A session with hardly anything around it: what it costs the engine over time, on XS in the memory of a board.

import test, { type ExecutionContext } from 'ava';
import { FAULTS } from '../../src/kernel/faults.js';
import { HEADER_BYTES, WIRE_LIMITS } from '../../src/kernel/limits.js';
import { CAPTURED } from '../support/captured.js';
import {
  COUNTER,
  Counters,
  collectGarbage,
  HAS_COUNTERS,
  ON_BOARD,
  outsideBytes,
  scaledRuns,
} from '../support/engine.js';
import { LeanSession } from '../support/lean-session.js';
import { LeanTraffic } from '../support/lean-traffic.js';
import { fromHex, header } from '../support/packets.js';
import { Random } from '../support/random.js';

/** Packets before anything is counted: the engine makes some things at their first use. */
const WARM_UP = 200;

/** All of them where memory is short, fewer where the engine is only slow. */
const PACKETS = ON_BOARD ? 10_000 : scaledRuns(10_000);

/** What is alive between two sessions, and how that changed since an earlier moment. */
class Live {
  readonly #earlier = new Counters();
  readonly #now = new Counters();

  note(session: LeanSession): void {
    this.#read(session, this.#earlier);
  }

  /** Without counters there is nothing to compare, and the test is that the session gets this far. */
  isAsBefore(t: ExecutionContext, session: LeanSession): void {
    this.#read(session, this.#now);
    t.is(this.#now.since(this.#earlier, COUNTER.keys), 0, 'property names');
    t.is(this.#now.since(this.#earlier, COUNTER.slots), 0, 'slots');
    t.is(this.#now.since(this.#earlier, COUNTER.chunkBytes), 0, 'chunk bytes');
    t.is(this.#now.get(COUNTER.instructions) > 0, HAS_COUNTERS);
  }

  #read(session: LeanSession, counters: Counters): void {
    session.end();
    collectGarbage();
    counters.read();
  }
}

function send(session: LeanSession, bytes: Uint8Array): string {
  if (!session.isActive) {
    session.end();
    session.begin();
  }
  const answer = session.send(bytes);
  if (ON_BOARD) collectGarbage();
  return answer;
}

/** What comes back when a packet of this type is served; the others are not the peer's to send, or not then. */
const ANSWERS: { readonly [type: string]: string } = {
  ...{
    home: 'ready',
    transfer: 'ready',
    make: 'ready',
    mix: 'ready',
    pause: 'ready',
    init_containers: 'ready',
  },
  ...{ loc_req: 'loc_resp', save: 'sending_files', stop: 'stopped', close: 'ready' },
};

/** Wrong in their arguments, or, the last one, over the cap. */
const REFUSED = [
  ...['transfer/negative-volume', 'transfer/bytes-and-nested', 'init_containers/none-and-nan', 'pause/nan'],
  ...['pause/infinity', 'pause/big-int', 'pause/huge-negative-int', 'loc_req/long-name'],
];

test('captured packets, one after the other, are answered; one over the cap is refused for its size', (t) => {
  const session = new LeanSession();
  const refused: string[] = [];
  for (const { name, type, packet } of CAPTURED) {
    const bytes = fromHex(packet);
    const isTooLarge = bytes.length - HEADER_BYTES > WIRE_LIMITS.payloadBytes;
    const answer = send(session, bytes);
    if (answer !== ANSWERS[type] && ANSWERS[type] !== undefined) refused.push(name.replace(/\/p\d$/, ''));
    t.is(session.said(FAULTS.payloadTooLarge.text), isTooLarge, name);
  }
  t.deepEqual([...new Set(refused)], REFUSED);
});

test('no name and no text of 1,000 hostile and all captured packets becomes a property name', (t) => {
  const session = new LeanSession();
  const traffic = new LeanTraffic(new Random(1));
  const live = new Live();
  for (let i = 0; i < WARM_UP; i++) send(session, traffic.next());
  live.note(session);
  for (const { packet } of CAPTURED) send(session, fromHex(packet));
  for (let i = 0; i < 1_000; i++) send(session, traffic.next());
  live.isAsBefore(t, session);
});

test('10,000 random and changed packets leave the heap where it was', (t) => {
  const session = new LeanSession();
  const traffic = new LeanTraffic(new Random(2));
  const live = new Live();
  for (let i = 0; i < WARM_UP; i++) send(session, traffic.next());
  live.note(session);
  for (let i = 0; i < PACKETS; i++) send(session, traffic.next());
  live.isAsBefore(t, session);
  session.begin();
  t.true(session.isActive, 'and the next peer is served');
});

test('a payload at the cap is read, one a byte longer is refused for its size and not fatal', (t) => {
  const session = new LeanSession();
  const zeros = outsideBytes(4_096);
  const sent = (length: number): void => {
    for (let left = length; left > 0; left -= zeros.length)
      session.send(zeros.subarray(0, Math.min(left, zeros.length)));
  };
  session.begin();
  t.is(session.send(header('home', 2, WIRE_LIMITS.payloadBytes)), '');
  sent(WIRE_LIMITS.payloadBytes);
  t.true(session.said(FAULTS.encodingUnknown.text));
  t.is(send(session, header('home', 2, WIRE_LIMITS.payloadBytes + 1)), 'error');
  t.true(session.said(FAULTS.payloadTooLarge.text));
  sent(WIRE_LIMITS.payloadBytes + 1);
  session.end();
  session.begin();
  t.true(session.isActive);
});
