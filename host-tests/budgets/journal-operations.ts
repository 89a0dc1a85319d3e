// The operations of the journal whose cost on XS is held: a record, a portion handed over, pieces of the files.

import { RECORD } from '../../src/journal/record.js';
import { appendPortion, memory, SampleLab, sampleJournal, wellName } from '../journal/sample-journal.js';

/** Measures an operation under a name; what comes before and after it does not count. */
type Measure = (name: string, prepare: () => void, operation: () => void, finish: () => void) => void;

const CONTAINERS = 60;

const nothing = (): void => {};

export function measureJournal(measure: Measure): void {
  const lab = new SampleLab();
  lab.chemicals.push('WaterC1.0');
  for (let i = 0; i < CONTAINERS; i++)
    lab.containers.push({ name: `rxn${i}C1.0`, slot: 4, well: wellName(i), volume: 100.5, type: 'Well96' });
  const { journal } = sampleJournal({ lab, device: memory(4_096, 32) });
  const handOver = (): void => journal.handOver();
  journal.begin();
  for (let i = 0; i < 20; i++) {
    appendPortion(journal, i, 100.5);
    handOver();
  }
  const files = journal.files();
  const piece = new Uint8Array(512);
  measure(
    'record into the run log',
    nothing,
    () => journal.append(RECORD.aspirate, 0, 1, 2, 0, 0, 100.5),
    handOver,
  );
  measure(
    'portion of seven records handed over to storage and reports',
    () => appendPortion(journal, 3, 100.5),
    handOver,
    nothing,
  );
  measure(`well map of ${CONTAINERS} containers put in order again`, nothing, () => journal.files(), nothing);
  measure('512 bytes of well_history.tsv', nothing, () => files.read(2, 512, piece), nothing);
  measure(
    '512 bytes of wellmap.tsv, read on',
    () => files.read(1, 0, piece),
    () => files.read(1, 512, piece),
    nothing,
  );
}
