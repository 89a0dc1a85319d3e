import test from 'ava';
import { ByteRing } from '../../src/kernel/byte-ring.js';
import { Fault, type FaultCode } from '../../src/kernel/faults.js';
import { WIRE_LIMITS } from '../../src/kernel/limits.js';
import { PickleScan } from '../../src/wire/pickle-scan.js';
import { hexBytes } from '../support/bytes.js';
import { outside } from '../support/engine.js';
import { once } from '../support/once.js';
import * as code from '../support/pickle-code.js';
import { argument, whole } from '../support/pickle-code.js';

const scanner = once(() => {
  const ring = outside(() => new ByteRing(WIRE_LIMITS.payloadBytes));
  return { ring, scan: new PickleScan(ring, WIRE_LIMITS) };
});

/** Scans a payload in hex and returns the containers as `start:count`. */
function opens(hex: string): string {
  const { ring, scan } = scanner();
  const payload = hexBytes(hex);
  ring.drop(ring.length);
  ring.putBytes(payload, 0, payload.length);
  scan.run(payload.length, false);
  const records: string[] = [];
  for (let at = 0; at < scan.opens.count; at++)
    records.push(`${scan.opens.words[2 * at]}:${scan.opens.counted(at)}`);
  return records.join(' ');
}

/** Sees that each payload is refused with `expected`. */
function allRefused(
  t: { throws(act: () => unknown, expectation: object, message?: string): unknown },
  expected: FaultCode,
  payloads: { [why: string]: string },
): void {
  for (const [why, hex] of Object.entries(payloads))
    t.throws(() => opens(hex), { instanceOf: Fault, code: expected }, why);
}

test('containers are noted in the order of the payload, with their counts', (t) => {
  // (1, [2, (3,), {4: 5}])
  const list = [
    code.LIST,
    code.MARK,
    code.int(2),
    ...[code.int(3), code.TUPLE1],
    ...[code.DICT, code.int(4), code.int(5), code.SETITEM],
    code.APPENDS,
  ];
  t.is(opens(whole(code.int(1), ...list, code.TUPLE2)), '2:2 4:3 8:1 11:1');
});

test('only protocols 2 to 5 are read, named once and first', (t) => {
  for (const protocol of ['02', '03', '04', '05']) t.notThrows(() => opens(`80${protocol}292e`));
  allRefused(t, 'pickleProtocol', {
    'protocol 0': '8000292e',
    'protocol 1': '8001292e',
    'protocol 6': '8006292e',
    'none at all': '292e',
    twice: whole('8004', code.TUPLE0),
  });
});

test('only the forty opcodes are read', (t) => {
  let refused = 0;
  for (let opcode = 0; opcode < 256; opcode++) {
    try {
      opens(`8004${opcode.toString(16).padStart(2, '0')}${'00'.repeat(12)}`);
    } catch (fault) {
      if (fault instanceof Fault && fault.code === 'pickleOpcode' && fault.message.endsWith(' at byte 2'))
        refused += 1;
    }
  }
  t.is(refused, 256 - 40);
});

test('what does not fit in the payload is cut', (t) => {
  allRefused(t, 'payloadCut', {
    empty: '',
    'only the opcode of the protocol': '80',
    'no STOP': '800429',
    'a number': '80044a0000',
    'the length of a text': '80045801',
    'a text': whole(`58${code.lengthOf(100, 4)}`),
    'a text of 4 GiB': whole('58ffffffff'),
    'a frame': whole(`95${code.lengthOf(100, 8)}`, code.TUPLE0),
    'a frame of 2^63 bytes': whole('950000000000000080', code.TUPLE0),
    'a line': whole(`63${code.ascii('builtins\nKeyError')}`),
  });
});

test('a frame may end anywhere inside of the payload', (t) => {
  t.notThrows(() => opens(whole(`95${code.lengthOf(2, 8)}`, code.TUPLE0)));
  t.notThrows(() => opens(whole(`95${code.lengthOf(0, 8)}`, `95${code.lengthOf(2, 8)}`, code.TUPLE0)));
});

test('bytes behind the end are refused', (t) => {
  allRefused(t, 'payloadTrailing', { one: `${whole(code.TUPLE0)}00`, another: whole(code.TUPLE0).repeat(2) });
});

test('texts are UTF-8', (t) => {
  allRefused(t, 'textInvalid', {
    overlong: argument('8c02c080'),
    'half a pair': argument('8c03eda080'),
    'cut in a character': argument('8c01c3'),
    'in a long text': argument(`58${code.lengthOf(9, 4)}6161616161616161ff`),
  });
});

test('the stack is used as CPython would use it', (t) => {
  allRefused(t, 'pickleStack', {
    'nothing left': whole(),
    'two values left': whole(code.NONE, code.NONE),
    'a mark left': whole(code.MARK),
    'a tuple across a mark': whole(code.NONE, code.MARK, code.NONE, code.TUPLE2),
    'too few for a tuple': whole(code.NONE, code.TUPLE2),
    'nothing to append': whole(code.LIST, code.MEMOIZE, code.APPEND),
    'a mark is appended': whole(code.LIST, code.MARK, code.APPEND),
    'appended to no list': whole(code.NONE, code.NONE, code.APPEND),
    'appended to a dict': whole(code.DICT, code.NONE, code.APPEND),
    'appended to the bottom': whole(code.MARK, code.NONE, code.APPENDS),
    'appended to a reference': whole(code.LIST, code.put(0), code.get(0), code.NONE, code.APPEND),
    'set in a list': whole(code.LIST, code.NONE, code.NONE, code.SETITEM),
    'a key without a value': whole(code.DICT, code.MARK, code.NONE, code.SETITEMS),
    'nothing to store': whole(code.MEMOIZE, code.TUPLE0),
    'a mark is stored': whole(code.MARK, code.MEMOIZE, code.TUPLE),
  });
});

test('the keys of a dict are scalars', (t) => {
  allRefused(t, 'pickleStack', {
    list: argument(code.DICT, code.LIST, code.NONE, code.SETITEM),
    dict: argument(code.DICT, code.DICT, code.NONE, code.SETITEM),
    tuple: argument(code.DICT, code.int(1), code.TUPLE1, code.NONE, code.SETITEM),
    'second key': argument(code.DICT, code.MARK, code.NONE.repeat(2), code.LIST, code.NONE, code.SETITEMS),
  });
  for (const key of [
    code.NONE,
    code.TRUE,
    code.int(1),
    code.text('k'),
    code.bytes('00'),
    `47${'00'.repeat(8)}`,
  ])
    t.notThrows(() => opens(argument(code.DICT, key, code.NONE, code.SETITEM)));
});

test('the memo is numbered by MEMOIZE or by hand, each entry stored once', (t) => {
  const list = code.LIST + code.MEMOIZE;
  const tuple = code.int(1) + code.TUPLE1 + code.MEMOIZE;
  t.notThrows(() => opens(whole(code.MARK, list, tuple, '6800', '6801', code.TUPLE)));
  t.notThrows(() => opens(whole(code.LIST, '71ff', '68ff', code.TUPLE2)));
  t.notThrows(() => opens(whole(code.LIST, code.put(1663), code.get(1663), code.TUPLE2)));
  // MEMOIZE counts the entries: the third one is number 2.
  t.notThrows(() =>
    opens(whole(code.LIST, code.put(0), code.put(7), code.MEMOIZE, code.get(2), code.TUPLE2)),
  );
  allRefused(t, 'pickleMemo', {
    'never stored': argument('6800'),
    'never stored, far out': argument('6affffffff'),
    'stored in the payload before': argument('68ff'),
    'stored twice': whole(code.LIST, code.put(3), code.put(3), code.TUPLE1),
    'stored twice by MEMOIZE': whole(code.LIST, code.put(1), code.MEMOIZE, code.TUPLE1),
    'fetched and stored': whole(code.LIST, code.put(0), code.get(0), code.put(1), code.TUPLE2),
  });
});

test('memo and containers share their room', (t) => {
  const { pickleMemo, pickleContainers } = WIRE_LIMITS;
  const lists = 900;
  const entries = Math.max(pickleMemo, 2 * pickleContainers) - 2 * (lists + 2);
  const memo = (count: number) => code.MEMOIZE.repeat(count);
  const full = (code.LIST + code.APPEND).repeat(lists);
  t.notThrows(() => opens(argument(code.LIST, memo(entries), full)));
  t.notThrows(() => opens(argument(code.LIST, full, memo(entries))));
  allRefused(t, 'tooManyValues', {
    'a container too many': argument(code.LIST, memo(entries + 1), full),
    'an entry too many': whole(code.LIST, full, memo(entries + 3), code.TUPLE1),
  });
});

test('stack, memo and containers end at their limits', (t) => {
  const { pickleStack, pickleMemo, pickleContainers } = WIRE_LIMITS;
  const full = pickleStack - 1;
  t.notThrows(() => opens(whole(code.MARK, code.NONE.repeat(full), code.TUPLE)));
  t.notThrows(() => opens(whole(code.LIST, code.MEMOIZE.repeat(pickleMemo), code.TUPLE1)));
  const lists = (count: number) => code.LIST + (code.LIST + code.APPEND).repeat(count - 1);
  t.notThrows(() => opens(argument(lists(pickleContainers - 1))));
  allRefused(t, 'tooManyValues', {
    stack: whole(code.MARK, code.NONE.repeat(full + 1), code.TUPLE),
    memo: whole(code.LIST, code.MEMOIZE.repeat(pickleMemo + 1), code.TUPLE1),
    'memo by number': argument(code.LIST, code.put(pickleMemo)),
    containers: argument(lists(pickleContainers)),
  });
});
