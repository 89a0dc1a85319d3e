// Names that would spoil a report, or the stream that it is sent in, never get into the lab.

import test from 'ava';
import type { InitArguments } from '../../src/host/controller-arguments.js';
import { DELIMITER } from '../../src/wire/delimiter.js';
import { sampled } from '../support/engine.js';
import { Rig } from '../support/lab-robot.js';
import { RobotSession } from '../support/robot-session.js';

const BAD = [
  `${DELIMITER}C1.0`,
  `a ${DELIMITER} b`,
  ...['tab\tC1.0', 'new\nlineC1.0', 'return\rC1.0', '\0C1.0', 'bell\x07', 'delete\x7fC1.0', 'next\u0085C1.0'],
];

const LAB: InitArguments = {
  simulate: true,
  labware: [
    { deckPos: 1, name: 'tube_holder_10' },
    { deckPos: 5, name: '24_well_plate', firstUsable: 'A1' },
    { deckPos: 10, name: 'tip_rack_300uL', firstUsable: 'A1' },
  ],
  instruments: { left: '300uL_pipette' },
  reagents: [{ name: 'WaterC1.0', conc: 1, loc: 'A3', deckPos: 1, mass: 40 }],
};

const withReagent = (name: string): InitArguments => ({
  ...LAB,
  reagents: [...LAB.reagents, { name, conc: 1, loc: 'B3', deckPos: 1, mass: 40 }],
});

const withPowder = (name: string): InitArguments => ({
  ...LAB,
  dryContainers: [{ name, loc: 'A1', deckPos: 5, mass: 0.005, molarMass: 119 }],
});

const TITLE = 'chem_name\tloc\tdeck_pos\tvol\tcontainer\n';

for (const encoding of ['pickle', 'cbor'] as const)
  test(`${encoding}: an init with such a name is refused, and nothing of it is in the files`, (t) => {
    const rig = new Rig();
    for (const name of sampled(BAD, 3))
      for (const init of [withReagent(name), withPowder(name)]) {
        const session = new RobotSession(rig, encoding);
        t.regex(session.init(init), /^ValueError: /, JSON.stringify(name));
        t.is(session.save()['wellmap.tsv'], TITLE);
        t.is(session.close(), 'ready');
      }
    const session = new RobotSession(rig, encoding);
    t.is(session.init(withReagent('good nameC1.0')), 'ready', 'the next session has a lab');
    session.close();
  });

for (const encoding of ['pickle', 'cbor'] as const)
  test(`${encoding}: products with such a name are refused, and those beside them`, (t) => {
    const rig = new Rig();
    for (const name of sampled(BAD, 3)) {
      const session = new RobotSession(rig, encoding);
      t.is(session.init(LAB), 'ready');
      const files = session.save();
      t.regex(
        session.products({ name: 'rxn1C1.0', maxVol: 200 }, { name, maxVol: 200 }),
        /^ValueError: /,
        JSON.stringify(name),
      );
      t.deepEqual(session.save(), files);
      session.close();
    }
  });
