import test from 'ava';
import {
  aspirateHeight,
  dispenseHeight,
  liquidHeight,
  mixHeight,
  mixHeights,
} from '../../src/lab/container-heights.js';
import { containerType, TYPE, TYPE_NAMES, TYPES, tubeTypeFor } from '../../src/lab/container-types.js';

const { tube2000, tube20000, tube50000, well96, well24 } = TYPE;

const volumeOf = (type: number, mass: number): number =>
  ((mass - containerType(type).emptyMass) / containerType(type).density) * 1000;

const heightsOfMix = (type: number, volume: number): number[] =>
  Array.from({ length: mixHeights(type) }, (_, i) => mixHeight(type, volume, i));

const near = (value: number, expected: number): boolean => Math.abs(value - expected) < 0.0005;

test('section 3: a 15 mL tube of 12.5 g holds 5543.264 µL, 53.517 mm high', (t) => {
  const volume = volumeOf(tube20000, 12.5);
  t.is(volume, 5543.264270452804);
  t.true(near(liquidHeight(tube20000, volume), 53.517));
});

test('section 3: a 50 mL tube of 40.2 g holds 26884.365 µL, 60.678 mm high', (t) => {
  const volume = volumeOf(tube50000, 40.2);
  t.is(volume, 26884.365334905175);
  t.true(near(liquidHeight(tube50000, volume), 60.678));
});

test('section 3: up to the dead volume a tube has its minimum height', (t) => {
  for (const type of [tube2000, tube20000, tube50000]) {
    const { deadVolume, minimumHeight, coneHeight } = containerType(type);
    t.is(liquidHeight(type, 0), minimumHeight);
    t.is(liquidHeight(type, deadVolume), minimumHeight);
    t.true(liquidHeight(type, deadVolume + 0.001) > coneHeight);
  }
});

test('section 3: a tip aspirates 5 or 6 mm below the surface, in a well at 1 mm', (t) => {
  t.is(aspirateHeight(tube20000, 5543.264), liquidHeight(tube20000, 5543.264) - 5);
  t.is(aspirateHeight(tube50000, 26884), liquidHeight(tube50000, 26884) - 5);
  t.is(aspirateHeight(tube2000, 1000), liquidHeight(tube2000, 1000) - 6);
  for (const volume of [0, 40, 300]) t.is(aspirateHeight(well96, volume), 1);
  t.is(aspirateHeight(well24, 3000), 1);
});

test('a tip never goes to the bottom, where the original aspirates at -1 mm and mixes at 0 mm', (t) => {
  for (const type of TYPES.keys())
    for (let volume = 0; volume < 300; volume += 10) {
      t.true(aspirateHeight(type, volume) >= 1);
      for (const height of heightsOfMix(type, volume)) t.true(height >= 1);
    }
});

test('section 3: a tip dispenses above the surface, in a well at a height of its own', (t) => {
  t.is(dispenseHeight(tube2000, 0), 40);
  const high = 1800;
  t.is(dispenseHeight(tube2000, high), liquidHeight(tube2000, high) + 7);
  t.is(dispenseHeight(tube20000, 0), 40);
  t.is(dispenseHeight(tube20000, 5543), liquidHeight(tube20000, 5543) + 10);
  t.is(dispenseHeight(tube50000, 0), 30);
  t.is(dispenseHeight(tube50000, 26884), liquidHeight(tube50000, 26884) + 10);
  t.is(dispenseHeight(well96, 200), 9);
  t.is(dispenseHeight(well24, 200), 18);
});

test('section 8: wells are mixed at one height, small tubes at three, large ones at four', (t) => {
  t.deepEqual(heightsOfMix(well96, 200), [1]);
  t.deepEqual(heightsOfMix(well24, 0), [1]);
  const small = aspirateHeight(tube2000, 1500);
  t.deepEqual(heightsOfMix(tube2000, 1500), [6, 6 + (small - 6) / 2, small]);
  const top = liquidHeight(tube20000, 5543) - 8;
  t.is(heightsOfMix(tube20000, 5543).length, 4);
  t.is(heightsOfMix(tube20000, 5543)[0], 4);
  t.true(near(heightsOfMix(tube20000, 5543)[3]!, top));
  t.true(near(heightsOfMix(tube20000, 5543)[1]!, 4 + (top - 4) / 3));
});

test('section 8: the strokes in a full large tube are spread over 50 mm, those in an empty one are at its minimum', (t) => {
  const heights = heightsOfMix(tube50000, 45_000);
  t.true(near(heights[3]! - heights[0]!, 50));
  t.true(near(heights[3]!, liquidHeight(tube50000, 45_000) - 8));
  t.deepEqual(heightsOfMix(tube50000, 0), [4, 4, 4, 4]);
});

test('a place of a rack holds a tube by its capacity: the 15 mL tube is called Tube20000uL', (t) => {
  for (const [capacity, name] of [
    [1500, 'Tube2000uL'],
    [2000, 'Tube2000uL'],
    [2000.5, 'Tube20000uL'],
    [15_000, 'Tube20000uL'],
    [20_000, 'Tube20000uL'],
    [50_000, 'Tube50000uL'],
  ] as const)
    t.is(TYPE_NAMES[tubeTypeFor(capacity)], name);
});
