import test from 'ava';
import fc from 'fast-check';
import { Fault } from '../../src/kernel/faults.js';
import { invariants } from '../../src/lab/invariants.js';
import { once } from '../support/once.js';
import { holds } from '../support/property.js';
import { Random } from '../support/random.js';
import { addProducts, newLab, setUp, whereIs } from './bench-lab.js';
import { KINDS, PlacesModel, randomStands } from './places-model.js';

const shared = once(() => newLab());

const WISHES = [
  '',
  '',
  ...Object.keys(KINDS),
  'well_plate',
  'WellPlate96',
  'platereader',
  'tube_holder',
  'bucket',
];
const CONTAINERS = ['', '', '', 'Well96', 'Well24', 'Tube2000uL', 'Tube20000uL', 'Tube50000uL', 'Tube1uL'];
const VOLUMES = [0, 0, 1, 299, 300, 360, 1999, 2000, 2001, 3400, 15_000, 16_000, 20_001, 50_000, 50_001];

test('products get the places that an independent model gives them, and no place is given twice', (t) => {
  const property = fc.property(fc.integer(), (seed) => {
    const random = new Random(seed);
    const stands = randomStands(random);
    const model = new PlacesModel(stands);
    const powders = stands
      .filter(({ name }) => KINDS[name]?.isRack !== true)
      .map(({ slot, name }) => ['KBr', random.pick(KINDS[name]!.wells.slice(-6)), slot, 1, 119] as const);
    for (const [, well, slot] of powders) model.taken.add(`${well} on ${slot}`);
    const lab = setUp(shared(), {
      labware: [
        [10, 'tip_rack_300uL', 'A1'],
        ...stands.map(
          ({ slot, name, firstUsable, emptyTubes }) => [slot, name, firstUsable, emptyTubes.join()] as const,
        ),
      ],
      pipettes: { left: '300uL_pipette' },
      reagents: [],
      powders,
    });
    for (let i = 0; i < 60; i++) {
      const [labware, container, volume] = [
        random.pick(WISHES),
        random.pick(CONTAINERS),
        random.pick(VOLUMES),
      ];
      const expected = model.place(labware, container, volume);
      let place = '';
      try {
        addProducts(lab, [[`p${i}`, labware, container, volume]]);
        place = whereIs(lab, `p${i}`);
      } catch (fault) {
        if (!(fault instanceof Fault) || fault.code !== 'noContainer') throw fault;
      }
      if (place !== expected)
        throw new Error(`'${labware}' '${container}' ${volume}: ${place}, the model says ${expected}`);
    }
    invariants(lab);
  });
  holds(t, property, 150);
});
