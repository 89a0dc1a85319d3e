// What an init is refused for: nothing has moved, and the robot takes the next one.

import test, { type ExecutionContext } from 'ava';
import type { InitArguments } from '../../src/host/controller-arguments.js';
import type { Board } from '../../src/kernel/board.js';
import { BENCH, type RigOptions } from '../support/lab-robot.js';
import { EXAMPLE, ExampleSession } from './example-session.js';

/** An `init` is refused with this text, nothing has moved, and the robot takes the next one. */
function refusesInit(
  t: ExecutionContext,
  changes: Partial<InitArguments>,
  text: string,
  options: RigOptions = {},
): void {
  const session = ExampleSession.connect(options);
  t.is(session.init({ ...EXAMPLE, ...changes }), text);
  t.deepEqual(session.moves(), []);
  t.deepEqual(session.wellMap(), []);
  t.is(session.close(), 'ready');
  t.deepEqual(session.moves(), []);
}

const UNUSABLE = 'ValueError: this labware cannot be put on the deck: ';
const INVALID = 'ValueError: the deck cannot be set up: ';

test('labware that is unknown, or that the robot cannot work with, is refused by its name', (t) => {
  const labware = (name: string) => ({ labware: [{ deckPos: 9, name }, ...EXAMPLE.labware] });
  refusesInit(t, labware('bucket'), 'KeyError: there is no labware of this name: bucket');
  refusesInit(
    t,
    labware('platereader'),
    `${UNUSABLE}platereader: it is a request of init_containers, on the deck are platereader4 and platereader7`,
  );
  refusesInit(
    t,
    labware('48_well_plate'),
    `${UNUSABLE}48_well_plate: there is no container type for its wells`,
  );
});

test('places that are used twice, or are not there, are refused by their names', (t) => {
  const reagent = { name: 'NaC2.0', conc: 2, loc: 'A1', deckPos: 1, mass: 12 };
  const reagents = (changes: Partial<typeof reagent>) => ({
    reagents: [...EXAMPLE.reagents, { ...reagent, ...changes }],
  });
  refusesInit(t, reagents({}), `${INVALID}NaC2.0 is in A1 of tube_holder_10 on 1, where something else is`);
  refusesInit(
    t,
    reagents({ deckPos: 3, mass: 3 }),
    `${INVALID}NaC2.0 is in A1 of temp_mod_24_tube on 3, which is listed as an empty tube`,
  );
  refusesInit(t, reagents({ deckPos: 2 }), `${INVALID}NaC2.0 is in slot 2, where no plate or rack stands`);
  refusesInit(
    t,
    reagents({ deckPos: 8 }),
    `${INVALID}NaC2.0 is in A1 of 96_well_plate on 8: only in a tube does its volume follow from a mass`,
  );
  refusesInit(
    t,
    { labware: [...EXAMPLE.labware, { deckPos: 8, name: '24_well_plate', firstUsable: 'A1' }] },
    `${INVALID}96_well_plate and 24_well_plate cannot both stand in slot 8`,
  );
});

const { left } = BENCH.arms;
const withoutModule = Object.fromEntries(
  Object.entries(BENCH).filter(([part]) => part !== 'temperatureModule'),
) as unknown as Board;

test('an arm, a pipette or a module that the board lacks is refused by its name, unless it is simulated', (t) => {
  const oneArm = { board: { ...BENCH, arms: { left: left! } } };
  refusesInit(t, {}, `${INVALID}this board has no right arm for a 20uL_pipette`, oneArm);
  const only20 = { ...BENCH, arms: { ...BENCH.arms, left: { ...left!, instruments: ['20uL_pipette'] } } };
  refusesInit(t, {}, `${INVALID}the left arm of this board cannot have a 300uL_pipette`, { board: only20 });
  refusesInit(t, {}, `${INVALID}this board has no temperature module: send init without using_temp_ctrl`, {
    board: withoutModule,
  });
  for (const options of [oneArm, { board: only20 }, { board: withoutModule }]) {
    const session = ExampleSession.begin({ simulate: true }, options);
    session.products({ name: 'aC1.0', labware: 'platereader', maxVol: 200 });
    t.is(session.transfer('WaterC1.0', ['aC1.0', 100], ['aC1.0', 5]), 'ready');
    t.is(session.mix(['aC1.0', 1]), 'ready');
    t.is(session.volume('aC1.0'), 105);
    t.is(session.close(), 'ready');
  }
});

test('a temperature out of the range of the module is refused before anything is cooled', (t) => {
  for (const temp of [3.9, 95.5, null])
    refusesInit(
      t,
      { temp },
      `${INVALID}the temperature module reaches 4 to 95 °C, not ${temp ?? Number.NaN}`,
    );
});

test('pipettes that have no tips, or mean nothing, are refused', (t) => {
  refusesInit(
    t,
    { instruments: { left: '1000uL_pipette', right: '20uL_pipette' } },
    `${INVALID}there is no tip rack for the 1000uL_pipette`,
  );
  refusesInit(
    t,
    { instruments: { middle: '20uL_pipette' } },
    `${INVALID}there is no arm middle: the arms are left and right`,
  );
});
