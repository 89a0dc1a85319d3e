// The whole check of a board: first its form by the schema, then what its figures mean together.

import type { Board } from '../../kernel/board.js';
import { checkArms } from './check-arms.js';
import { checkAxes } from './check-axes.js';
import { checkDeck } from './check-deck.js';
import { checkElectronics } from './check-electronics.js';
import { checkInstruments } from './check-instruments.js';
import { type Finding, Findings } from './finding.js';
import { checkPins } from './pins.js';
import { type Schema, SchemaReader } from './schema.js';

export interface CheckedBoard {
  /** With all defaults, frozen; nothing when there are errors. */
  readonly board: Board | undefined;
  readonly findings: readonly Finding[];
}

/** Checks the content of a board.json. What its figures mean is looked at once all of them have the right form. */
export function checkBoard(schema: Schema, content: unknown): CheckedBoard {
  const findings = new Findings();
  const read = new SchemaReader(schema, findings).read(content);
  if (findings.hasErrors) return { board: undefined, findings: findings.all };
  const { $schema, ...board } = read as Board & { $schema?: string };
  checkPins(board, findings);
  checkAxes(board, findings);
  checkArms(board, findings);
  checkInstruments(board, findings);
  checkDeck(board, findings);
  checkElectronics(board, findings);
  return { board: findings.hasErrors ? undefined : Object.freeze(board), findings: findings.all };
}
