// The packet table against what ARMCHAIR.md section 4 says of the original.

import test from 'ava';
import { EXTENSIONS, PACKETS, type Packet, packetOf, TYPE } from '../../src/wire/packets.js';

/** code name direction ghost acknowledged arguments, as in the protocol's own table. */
const EXPECTED = `
0 init C - ack 8
1 close C - ack 0
2 error R ghost - 1
3 ready CR - - 1
4 transfer C - ack 2
5 init_containers C - ack 1
6 sending_files R - ack 1
7 pause C - ack 1
8 stop C - ack 0
9 continue C ghost - 0
10 stopped R ghost - 0
11 loc_req C ghost - 1
12 loc_resp R ghost - 1
13 home C - ack 0
14 make C - ack 2
15 mix C - ack 1
16 save C ghost - 0`;

/** Those beyond it, as in EXTENSIONS.md. */
const BEYOND = `
128 hello C ghost - 2
129 welcome R ghost - 6
130 proof C ghost - 1
131 accepted R ghost - 1`;

const rows = (packets: readonly Packet[]): string[] =>
  packets.map((packet) =>
    [
      packet.code,
      packet.name,
      packet.senders.map((side) => (side === 'controller' ? 'C' : 'R')).join(''),
      packet.ghost ? 'ghost' : '-',
      packet.acknowledged ? 'ack' : '-',
      packet.arguments.length,
    ].join(' '),
  );

test('17 packet types with code, name, direction, ghost, acknowledged and number of arguments', (t) => {
  t.is(`\n${rows(PACKETS).join('\n')}`, EXPECTED);
});

test('4 packet types beyond the original, all of them ghosts', (t) => {
  t.is(`\n${rows(EXTENSIONS).join('\n')}`, BEYOND);
});

test('a packet stands at the place of its code', (t) => {
  for (const [name, code] of Object.entries(TYPE)) t.is(packetOf(code).name as string, name);
});

test('the fields of a packet are numbered 0, 1, 2 and so on', (t) => {
  for (const packet of [...PACKETS, ...EXTENSIONS]) {
    const fields = packet.arguments.flatMap(({ columns, all }) => [
      ...columns.map(({ field }) => field),
      ...(all >= 0 ? [all] : []),
    ]);
    t.deepEqual(
      fields,
      fields.map((_, i) => i),
      packet.name,
    );
  }
});
