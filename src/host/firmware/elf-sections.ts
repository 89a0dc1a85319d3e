// Names and sizes of the sections of a program that are in its memory when it runs (ELF, little endian, 32 or 64 bit).

/** Bits of a section's flags and kinds of sections, as ELF has them. */
const FLAG_ALLOCATED = 2;
const KIND_WITHOUT_CONTENT = 8;

export interface Section {
  readonly name: string;
  readonly bytes: number;
  /** Whether it is in the file; what is not is cleared at the start. */
  readonly isStored: boolean;
}

/** Throws an Error when these are not the bytes of such a file. */
export function elfSections(file: Uint8Array): Section[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  if (file.length < 64 || view.getUint32(0) !== 0x7f454c46 || view.getUint8(5) !== 1)
    throw new Error('this is no program in ELF');
  const is64 = view.getUint8(4) === 2;
  const word = (at: number): number =>
    is64 ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true);
  const step = is64 ? 8 : 4;
  const table = word(24 + 2 * step);
  const header = 24 + 3 * step;
  const [entryBytes, count, names] = [10, 12, 14].map((at) => view.getUint16(header + at, true)) as [
    number,
    number,
    number,
  ];
  /** Offset and length of a section's content. */
  const placeOf = (section: number): [number, number] => {
    const at = table + section * entryBytes + 8 + 2 * step;
    return [word(at), word(at + step)];
  };
  const [namesAt] = placeOf(names);
  const nameOf = (offset: number): string => {
    const from = namesAt + offset;
    return String.fromCharCode(...file.subarray(from, file.indexOf(0, from)));
  };
  return Array.from({ length: count }, (_, section) => table + section * entryBytes)
    .filter((at) => word(at + 8) & FLAG_ALLOCATED)
    .map((at) => ({
      name: nameOf(view.getUint32(at, true)),
      bytes: word(at + 8 + 3 * step),
      isStored: view.getUint32(at + 4, true) !== KIND_WITHOUT_CONTENT,
    }));
}
