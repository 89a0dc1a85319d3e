// Arguments that are one list of texts, as `sending_files` has them.

import type { ArgumentSource } from './arguments-writer.js';
import type { FileSource } from './file-stream.js';
import type { ValueWriter } from './value-writer.js';

/** The names of the files. */
export function fileNames(files: FileSource): ArgumentSource {
  return {
    rows: () => files.count,
    put: (_field: number, row: number, writer: ValueWriter) => writer.text(files.name(row)),
  };
}
