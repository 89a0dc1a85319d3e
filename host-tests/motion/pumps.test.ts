import test from 'ava';
import fc from 'fast-check';
import type { Pump } from '../../src/kernel/board.js';
import { pumpDriveOf } from '../../src/motion/pumps.js';
import { holds } from '../support/property.js';
import { newState, PumpModel, PumpRecorder, pumpOf } from '../support/pump-recorder.js';

type Asked = 'prepare' | 'aspirate' | 'dispense' | 'prime' | 'flush';

/** A pump, what it remembers, and a call that gives the moves it lists. */
function rig(pump: Pump) {
  const drive = pumpDriveOf(pump);
  const state = newState();
  const recorder = new PumpRecorder();
  const ask = (what: Asked, volume = 0): string[] => {
    if (what === 'aspirate' || what === 'dispense') drive[what](volume, state, recorder);
    else drive[what](state, recorder);
    return recorder.take();
  };
  return { drive, state, recorder, ask };
}

const CALIBRATION = [
  [100, 80],
  [500, 500],
];

test('a syringe goes to the place of what it holds, at its flow rate', (t) => {
  const { state, ask } = rig(pumpOf('syringe'));
  t.deepEqual(ask('prepare'), ['axis 4 to 0 mm at 2 mm/s', 'axis 4 to 0 mm at 2 mm/s']);
  t.deepEqual(ask('prepare'), []);
  t.deepEqual(ask('aspirate', 300), ['axis 4 to 6 mm at 2 mm/s']);
  t.deepEqual(ask('prepare'), []);
  t.deepEqual(ask('aspirate', 200), ['axis 4 to 10 mm at 2 mm/s']);
  t.deepEqual(ask('dispense', 100), ['axis 4 to 8 mm at 2 mm/s']);
  t.is(state.held, 400);
});

test('a syringe draws in by its backlash more, and prepares at the empty end, wherever it was homed', (t) => {
  const { ask } = rig(pumpOf('syringe', { backlash: 0.1 }));
  t.deepEqual(ask('prepare'), ['axis 4 to 0 mm at 2 mm/s', 'axis 4 to 0.1 mm at 2 mm/s']);
  t.deepEqual(ask('aspirate', 300), ['axis 4 to 6.1 mm at 2 mm/s']);
  t.deepEqual(ask('dispense', 300), ['axis 4 to 0 mm at 2 mm/s']);
  t.deepEqual(ask('aspirate', 50), ['axis 4 to 0.1 mm at 2 mm/s', 'axis 4 to 1.1 mm at 2 mm/s']);
});

test('calibration turns what is wanted into what is commanded', (t) => {
  const calibration = CALIBRATION;
  t.is(rig(pumpOf('syringe', { calibration })).ask('aspirate', 80).at(-1), 'axis 4 to 2 mm at 2 mm/s');
  t.deepEqual(rig(pumpOf('peristaltic', { calibration })).ask('dispense', 80), ['axis 4 by -2 mm at 2 mm/s']);
  t.deepEqual(rig(pumpOf('output', { calibration })).ask('dispense', 80), ['pin 24 at 1 for 1 s']);
});

test('a syringe is primed and flushed with water in equal strokes, after what it holds has gone to waste', (t) => {
  const { drive, state, ask } = rig(pumpOf('syringe', { primeVolume: 500 }));
  const stroke = (millimeters: number) => [
    'axis 4 to 0 mm at 2 mm/s',
    'water',
    `axis 4 to ${millimeters} mm at 2 mm/s`,
    'waste',
    'axis 4 to 0 mm at 2 mm/s',
  ];
  t.is(drive.primeStrokes, 1);
  t.deepEqual(ask('prime'), ['axis 4 to 0 mm at 2 mm/s', ...stroke(10)]);
  ask('aspirate', 250);
  t.is(drive.flushStrokes, 3);
  t.deepEqual(ask('flush'), ['waste', 'axis 4 to 0 mm at 2 mm/s', ...stroke(8)]);
  t.deepEqual(ask('flush'), stroke(8));
  t.is(state.held, 0);
});

test('a peristaltic pump turns, and more by its backlash when it turns round', (t) => {
  const { state, ask } = rig(pumpOf('peristaltic', { backlash: 0.5 }));
  t.deepEqual(ask('prepare'), ['axis 4 by 0.5 mm at 2 mm/s']);
  t.deepEqual(ask('aspirate', 100), ['axis 4 by 2 mm at 2 mm/s']);
  t.deepEqual(ask('prepare'), []);
  t.deepEqual(ask('dispense', 50), ['axis 4 by -1.5 mm at 2 mm/s']);
  t.deepEqual(ask('dispense', 50), ['axis 4 by -1 mm at 2 mm/s']);
  t.is(state.held, 0);
  t.deepEqual(ask('dispense', 200), ['axis 4 by -4 mm at 2 mm/s'], 'water from the far end');
  t.is(state.held, 0);
  t.deepEqual(ask('aspirate', 100), ['axis 4 by 2.5 mm at 2 mm/s']);
});

test('a peristaltic pump is primed and flushed from its far end, what it holds included', (t) => {
  const { state, ask } = rig(pumpOf('peristaltic'));
  t.deepEqual(ask('prime'), ['waste', 'axis 4 by -16 mm at 2 mm/s']);
  ask('aspirate', 100);
  t.deepEqual(ask('flush'), ['waste', 'axis 4 by -26 mm at 2 mm/s']);
  t.is(state.held, 0);
});

test('a pump on an output runs at its duty for as long as the volume takes', (t) => {
  const { ask } = rig(pumpOf('output', { dutyPercent: 80 }));
  t.deepEqual(ask('dispense', 250), ['pin 24 at 0.8 for 2.5 s']);
  t.deepEqual(ask('prepare'), []);
  t.deepEqual(ask('prime'), ['waste', 'pin 24 at 0.8 for 8 s']);
  t.deepEqual(ask('flush'), ['waste', 'pin 24 at 0.8 for 12 s']);
  t.throws(() => ask('aspirate', 100), { code: 'pumpOneWay' });
});

for (const kind of ['syringe', 'peristaltic', 'output'] as const) {
  test(`${kind}: without a prime or flush volume nothing is done`, (t) => {
    const { ask } = rig(pumpOf(kind, { primeVolume: 0, flushVolume: 0 }));
    t.deepEqual([...ask('prime'), ...ask('flush')], []);
  });

  test(`${kind}: a volume that it does not meter is refused, and nothing has changed`, (t) => {
    const { state, recorder, ask } = rig(pumpOf(kind));
    for (const what of kind === 'output' ? (['dispense'] as const) : (['aspirate', 'dispense'] as const)) {
      for (const volume of [9.9, 0, -10, Number.NaN])
        t.throws(() => ask(what, volume), { code: 'volumeTooSmall' });
      t.throws(() => ask(what, 500.1), { code: 'volumeTooLarge' });
    }
    t.deepEqual(state, newState());
    t.deepEqual(recorder.take(), []);
  });
}

test('more than fits, or than a syringe holds, is refused with both figures', (t) => {
  for (const kind of ['syringe', 'peristaltic'] as const) {
    const { ask } = rig(pumpOf(kind));
    ask('aspirate', 300);
    t.throws(() => ask('aspirate', 201), { code: 'volumeTooLarge', message: /201 µL beside 300 µL/ });
    if (kind === 'syringe')
      t.throws(() => ask('dispense', 301), { code: 'volumeTooLarge', message: /holds 300 µL$/ });
  }
});

test('parts of a volume add up to it, whatever decimal fractions make of them', (t) => {
  const { state, ask } = rig(pumpOf('syringe', { minimumVolume: 0.01 }));
  ask('aspirate', 0.3);
  for (let i = 0; i < 3; i++) ask('dispense', 0.1);
  t.is(state.held, 0);
});

test('a pump without what drives it is refused', (t) => {
  const { output: _output, ...noOutput } = pumpOf('output');
  const { axis: _axis, ...noAxis } = pumpOf('syringe');
  for (const pump of [noOutput, noAxis]) t.throws(() => pumpDriveOf(pump), { code: 'pumpIncomplete' });
});

/** What is asked of a pump, whether or not it can do it. */
const requests = fc.array(
  fc.record({
    what: fc.constantFrom('aspirate', 'dispense', 'flush'),
    volume: fc.integer({ min: 10, max: 500 }),
  }),
  { maxLength: 20 },
);

const play = fc.double({ min: 0, max: 1, noNaN: true });

for (const kind of ['syringe', 'peristaltic'] as const)
  test(`${kind}: with play and calibration, all volumes are right in any order`, (t) => {
    const backlash = fc.constantFrom(0, 0.05, 0.4);
    holds(
      t,
      fc.property(backlash, play, requests, (backlash, play, requests) => {
        const pump = pumpOf(kind, { backlash, calibration: CALIBRATION });
        const drive = pumpDriveOf(pump);
        const model = new PumpModel(pump, play);
        const state = newState();
        // Where the play is nobody knows before the first move.
        drive.flush(state, model);
        for (const { what, volume } of requests) {
          const { held } = state;
          if (what === 'aspirate' && held + volume > pump.capacity) continue;
          if (what === 'dispense' && volume > held) continue;
          drive.prepare(state, model);
          model.take();
          if (what === 'flush') drive.flush(state, model);
          else drive[what](volume, state, model);
          const expected = what === 'aspirate' ? volume : what === 'dispense' ? -volume : -held;
          const moved = model.take();
          const isOwnWater = what === 'flush' && kind === 'peristaltic';
          const error = moved - expected + (isOwnWater ? pump.flushVolume : 0);
          if (Math.abs(error) > 1e-6) throw new Error(`${what} ${volume} µL of ${held} µL: ${moved} µL`);
        }
      }),
    );
  });
