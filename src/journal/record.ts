// One record of the run log: 32 bytes, little-endian.
//
//   offset  size  field
//        0     4  sequence number, counted over all sessions of a storage
//        4     1  kind, one of RECORD
//        5     1  bits 0-3: deck slot, 0 for none
//                 bits 4-5: arm
//                 bit 6: the date was not known, the time is that since power-on
//                 bit 7: in a commit, the reports are those with corrected times
//        6     2  well of the labware in that slot; in a commit how the session ended (ENDED), or 0
//        8     8  time, µs since 1970 UTC (binary64)
//       16     8  volume in µL, or another value (binary64); in a commit the bytes of well_history.tsv (4) and of
//                 protocol_record.txt (4) that belong to the records so far
//       24     2  container
//       26     2  chemical
//       28     4  CRC-32 of bytes 0 to 27

export const RECORD_BYTES = 32;

/** Where each field is. */
export const FIELD = Object.freeze({
  sequence: 0,
  kind: 4,
  place: 5,
  well: 6,
  time: 8,
  value: 16,
  historyBytes: 16,
  protocolBytes: 20,
  container: 24,
  chemical: 26,
  crc: 28,
});

/** Bits of the field `place`. */
export const PLACE = Object.freeze({
  slotMask: 0x0f,
  armShift: 4,
  armMask: 0x30,
  undated: 0x40,
  corrected: 0x80,
});

/** Kinds. The numbers are in storage: none ever changes its meaning. Which fields count is in JOURNAL.md. */
export const RECORD = Object.freeze({
  commit: 1,
  sessionBegun: 2,
  sessionEnded: 3,
  containerMade: 4,
  tipPickedUp: 5,
  tipDropped: 6,
  aspirate: 7,
  dispense: 8,
  blowOut: 9,
  touchTip: 10,
  moveTo: 11,
  mixStroke: 12,
  headTransfer: 13,
  headMix: 14,
  discarded: 15,
  lost: 16,
  temperature: 17,
  home: 18,
  pause: 19,
  fault: 20,
  flush: 21,
  started: 22,
});

/** How a session ended, the value of `sessionEnded`. One without that record was cut: the power went. */
export const ENDED = Object.freeze({ closed: 1, lost: 2, failed: 3 });

/** Arms are 0 (left) and 1 (right). */
export const NO_ARM = 3;

/** Container or chemical of a record that has none. */
export const NO_ID = 0xffff;
