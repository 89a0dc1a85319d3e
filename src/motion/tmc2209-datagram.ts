// Datagrams of a TMC2209 on its serial line (data sheet rev. 1.09, section 4): what is asked, written and answered.

/** A request to read: sync, address, register, check. */
export const READ_BYTES = 4;

/** A write, and the answer to a read: sync, address, register, four bytes of value, the high one first, check. */
export const VALUE_BYTES = 8;

/** First byte of each, from which the driver learns the speed of the line. */
const SYNC = 0x05;

/** Added to the register of a write. */
const WRITE = 0x80;

/** Address that stands in an answer: that of whoever asks. */
const ASKER = 0xff;

const POLYNOMIAL = 0x07;

/** CRC of the bytes before `length - 1`: x⁸ + x² + x + 1, begun with 0, each byte's low bit first. */
export function crcOf(bytes: Uint8Array, length: number): number {
  let crc = 0;
  for (let i = 0; i < length - 1; i++) {
    const byte = bytes[i] as number;
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (crc >> 7) ^ ((byte >> bit) & 1);
      crc = ((crc << 1) & 0xff) ^ (isOdd ? POLYNOMIAL : 0);
    }
  }
  return crc;
}

/** Fills `request`, of `READ_BYTES`. */
export function putRead(request: Uint8Array, address: number, register: number): void {
  request[0] = SYNC;
  request[1] = address;
  request[2] = register;
  request[3] = crcOf(request, READ_BYTES);
}

/** Fills `request`, of `VALUE_BYTES`, with 32 bits for a register. */
export function putWrite(request: Uint8Array, address: number, register: number, value: number): void {
  putValue(request, address, register | WRITE, value);
}

/** Fills `answer`, of `VALUE_BYTES`, as a driver does. */
export function putAnswer(answer: Uint8Array, register: number, value: number): void {
  putValue(answer, ASKER, register, value);
}

/** Whether these are the bytes of an answer for this register. */
export function isAnswer(answer: Uint8Array, register: number): boolean {
  return (
    answer[0] === SYNC &&
    answer[1] === ASKER &&
    answer[2] === register &&
    answer[VALUE_BYTES - 1] === crcOf(answer, VALUE_BYTES)
  );
}

/** The 32 bits in a write or in an answer, without sign. */
export function valueIn(bytes: Uint8Array): number {
  let value = 0;
  for (let i = 3; i < VALUE_BYTES - 1; i++) value = value * 256 + (bytes[i] as number);
  return value;
}

function putValue(bytes: Uint8Array, address: number, register: number, value: number): void {
  bytes[0] = SYNC;
  bytes[1] = address;
  bytes[2] = register;
  for (let i = 0; i < 4; i++) bytes[3 + i] = value >>> (24 - 8 * i);
  bytes[VALUE_BYTES - 1] = crcOf(bytes, VALUE_BYTES);
}
