// The whole robot with the largest tables, in memory as large as the smallest board gives it and not a byte more.

import test from 'ava';
import { FAULTS, type FaultCode } from '../../src/kernel/faults.js';
import { fullDeck } from '../budgets/full-deck.js';
import { LIMITS_512, Surroundings, WholeRobot } from '../budgets/whole-robot.js';
import { runFullDeck } from '../budgets/whole-robot-operations.js';
import { LeanController } from '../support/lean-robot.js';
import { WORST_PACKETS } from '../support/worst-packets.js';

// What follows is made while the test is loaded: on a board it is in flash and takes none of its memory.

const DECK = fullDeck(LIMITS_512.lab.containers, LIMITS_512.wire.rows);

/** `init`, the first packet of a session, and the code of its type. */
const INIT = DECK.session[0] as Uint8Array;
const INIT_CODE = INIT[8];

/** Faults of what is sent, whatever the robot could do with it. */
const WIRE_FAULTS = (Object.keys(FAULTS) as FaultCode[]).filter((code) => FAULTS[code].number < 400);

test('all containers, names, tips and rows, the largest packets, and a save, twice in a row', (t) => {
  const robot = new WholeRobot(new Surroundings(), LIMITS_512);
  for (let session = 1; session <= 2; session++) {
    runFullDeck(robot, DECK);
    t.true(robot.parts.lab.containers.count > 500);
  }
});

test('the worst packets that the caps allow are read; one step beyond is refused', (t) => {
  const controller = new LeanController(new WholeRobot(new Surroundings(), LIMITS_512));
  const refusalOf = (bytes: Uint8Array): FaultCode | undefined => {
    controller.connect();
    if (bytes[8] !== INIT_CODE) controller.send(INIT);
    controller.send(bytes);
    const refusal = WIRE_FAULTS.find((code) => controller.hasSaid(FAULTS[code].text));
    controller.end();
    return refusal;
  };
  for (const { title, allowed, beyond, fault } of WORST_PACKETS) {
    t.is(refusalOf(allowed), undefined, title);
    t.is(refusalOf(beyond), fault, title);
    t.is(refusalOf(INIT), undefined, 'the next session is served');
  }
});
