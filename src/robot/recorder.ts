// Writes what was done into the run log.

import type { Journal } from '../journal/journal.js';
import { NO_ARM, NO_ID, RECORD } from '../journal/record.js';
import type { Fault } from '../kernel/faults.js';
import { FAULTS } from '../kernel/faults.js';
import type { Lab } from '../lab/lab.js';
import { indexOf, slotOf } from '../lab/numbers.js';
import { ACTION, type Action } from './action.js';

/** Records that an action may need at most: a lost volume and the dropped tip, or both ends of a delivery. */
export const RECORDS_AN_ACTION = 2;

export class Recorder {
  private readonly journal: Journal;
  private readonly lab: Lab;
  private readonly trashSlot: number;

  constructor(journal: Journal, lab: Lab, trashSlot: number) {
    this.journal = journal;
    this.lab = lab;
    this.trashSlot = trashSlot;
  }

  /** Call it before the action is booked: what a dropped tip holds is in the books still. */
  done(action: Action): void {
    const { arm, container, chemical, volume } = action;
    switch (action.kind) {
      case ACTION.home:
        this.add(RECORD.home, NO_ARM, 0, NO_ID, NO_ID, 0);
        break;
      case ACTION.pickUpTip:
        this.add(RECORD.tipPickedUp, arm, action.place, NO_ID, NO_ID, 0);
        break;
      case ACTION.dropTip:
        this.dropped(arm);
        break;
      case ACTION.ejectTip:
        this.journal.append(RECORD.tipDropped, arm, this.trashSlot, 0, NO_ID, NO_ID, 0);
        break;
      case ACTION.aspirate:
      case ACTION.drawn:
        this.at(RECORD.aspirate, arm, container, chemical, volume);
        break;
      case ACTION.dispense:
        this.at(RECORD.dispense, arm, container, chemical, volume);
        break;
      case ACTION.deliver:
        this.at(RECORD.aspirate, arm, action.from, chemical, volume);
        this.at(RECORD.dispense, arm, container, chemical, volume);
        break;
      case ACTION.flush:
      case ACTION.prime:
        this.lost(arm);
        this.at(RECORD.flush, arm, container, chemical, volume);
        break;
      case ACTION.mixStroke:
        this.at(RECORD.mixStroke, arm, container, chemical, volume);
        break;
      default:
        this.rest(action);
    }
  }

  containerMade(container: number, chemical: number, volume: number): void {
    this.at(RECORD.containerMade, NO_ARM, container, chemical, volume);
  }

  fault(fault: Fault): void {
    this.add(RECORD.fault, NO_ARM, 0, NO_ID, NO_ID, FAULTS[fault.code].number);
  }

  private rest(action: Action): void {
    const { arm, container, chemical, volume } = action;
    switch (action.kind) {
      case ACTION.blowOut:
        this.add(RECORD.blowOut, arm, 0, NO_ID, NO_ID, action.count);
        break;
      case ACTION.touchTip:
        this.add(RECORD.touchTip, arm, 0, NO_ID, NO_ID, 0);
        break;
      case ACTION.moveToTop:
        this.at(RECORD.moveTo, arm, container, NO_ID, 0);
        break;
      case ACTION.dwell:
        this.add(RECORD.pause, NO_ARM, 0, NO_ID, NO_ID, action.seconds);
        break;
      case ACTION.holdTemperature:
        this.add(RECORD.temperature, NO_ARM, 0, NO_ID, NO_ID, action.temperature);
        break;
      case ACTION.headTransfer:
        this.at(RECORD.headTransfer, NO_ARM, container, chemical, 0);
        break;
      case ACTION.headMix:
        this.at(RECORD.headMix, NO_ARM, container, NO_ID, 0);
        break;
      case ACTION.discard:
        this.at(RECORD.discarded, NO_ARM, container, chemical, volume);
        break;
      case ACTION.make:
        this.at(RECORD.containerMade, NO_ARM, container, chemical, 0);
        break;
      default: // leaves no line
    }
  }

  private dropped(arm: number): void {
    this.lost(arm);
    this.journal.append(RECORD.tipDropped, arm, this.trashSlot, 0, NO_ID, NO_ID, 0);
  }

  /** What the tip holds, if anything. */
  private lost(arm: number): void {
    const { tips } = this.lab.committed;
    const volume = tips.volume(arm);
    if (volume > 0) this.add(RECORD.lost, arm, 0, NO_ID, tips.chemicalOf(arm), volume);
  }

  /** At the place of a container. */
  private at(kind: number, arm: number, container: number, chemical: number, value: number): void {
    this.add(kind, arm, this.lab.containers.place(container), container, chemical, value);
  }

  private add(
    kind: number,
    arm: number,
    place: number,
    container: number,
    chemical: number,
    value: number,
  ): void {
    this.journal.append(kind, arm, slotOf(place), indexOf(place), container, chemical, value);
  }
}
