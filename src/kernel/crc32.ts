// CRC-32 of bytes in memory, as in Ethernet, zip and PNG (polynomial 0x04C11DB7, reflected; ISO 3309). On XS it costs
// 2,700 instructions a byte, so there src/device/native-crc32.ts takes this module's place.

/** What each value of the four low bits adds: 64 bytes in place of the usual kilobyte, at twice the steps. */
const NIBBLES = Object.freeze([
  0x0000_0000, 0x1db7_1064, 0x3b6e_20c8, 0x26d9_30ac, 0x76dc_4190, 0x6b6b_51f4, 0x4db2_6158, 0x5005_713c,
  0xedb8_8320, 0xf00f_9344, 0xd6d6_a3e8, 0xcb61_b38c, 0x9b64_c2b0, 0x86d3_d2d4, 0xa00a_e278, 0xbdbd_f21c,
]);

/** CRC-32, 0 to 2^32 - 1, of bytes `start` to `end - 1`; all of them are there. */
export function crc32(bytes: Uint8Array, start: number, end: number): number {
  let crc = -1;
  for (let i = start; i < end; i++) {
    crc ^= bytes[i] as number;
    crc = (crc >>> 4) ^ (NIBBLES[crc & 15] as number);
    crc = (crc >>> 4) ^ (NIBBLES[crc & 15] as number);
  }
  return ~crc >>> 0;
}
