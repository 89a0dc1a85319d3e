// Every cap of the wire and the session: its value, its unit and why it is what it is.

/** Caps that a board may override. A composition root passes its own copy to what it builds. */
export interface WireLimits {
  /** Receive ring, bytes, rounded up to a power of two. Longer payloads are put down in mapped memory as they come. */
  readonly receiveBytes: number;
  /** Largest payload that is kept, bytes. Longer ones are skipped to their end and answered with an error. */
  readonly payloadBytes: number;
  /** Transmit ring, bytes. Holds the reserved control room and a few pieces of a long answer. */
  readonly transmitBytes: number;
  /** Values on the pickle machine's stack: two for each row of the largest table, and what surrounds it. */
  readonly pickleStack: number;
  /** Memo entries of one pickle. CPython memoizes every string, list, tuple and dict it writes. */
  readonly pickleMemo: number;
  /**
   * Containers (lists, tuples, dicts, calls) in one pickle. A step of a transfer is one. They share their memory with
   * the memo: a container takes the room of two entries, and there is room for as many as either may have alone.
   */
  readonly pickleContainers: number;
  /** Rows of one table, list of steps or list of names. */
  readonly rows: number;
}

/** The largest tables that a robot with 512 containers needs, in the wordiest encoding (pickle 3, 24-byte names). */
export const WIRE_LIMITS: WireLimits = Object.freeze({
  receiveBytes: 4_096, // a transfer of 96 steps with 24-byte names in pickle 4 has 3,678
  payloadBytes: 65_535, // `init` with 512 reagents has 40,409 in pickle 3; places in a payload are 16-bit numbers
  transmitBytes: 2_048,
  pickleStack: 1_088,
  pickleMemo: 1_664,
  pickleContainers: 1_088,
  rows: 512,
});

/** Bytes of a packet header: length u64, type u8, cid u64 (ARMCHAIR.md section 2). */
export const HEADER_BYTES = 17;

/** A payload of this many bytes or more is no packet of any peer: the framing is taken to be lost. */
export const FRAMING_BYTES_MAX = 1_048_576;

/** Largest payload of a packet beyond the original, bytes: the longest, `proof` in pickle, has 79. */
export const EXTENSION_BYTES_MAX = 256;

/** Open containers on the way to one value. The deepest real packet (`init` with numpy numbers) needs 6. */
export const DEPTH_MAX = 16;

/** Values visited while one payload is read, references followed: what a shared-reference bomb runs into. */
export const VALUES_MAX = 16_384;

/** Values visited while one pickle is read, references followed. 512 reagents with five columns are 5,150. */
export const PICKLE_VALUES_MAX = 8_192;

/** Opcodes of one pickle. 512 reagents have 6,230, as many with numpy numbers as fit a payload 9,000. */
export const PICKLE_CODES_MAX = 10_240;

/**
 * Slots passed and words compared to tell the keys of one payload apart, together about 2 M byte codes. The largest
 * tables need a third of it; keys that were made to collide run into it.
 */
export const KEY_STEPS_MAX = 16_384;

/** Bytes of one integer: 8 for a cid, 13 for the largest in the captured packets. */
export const INTEGER_BYTES_MAX = 32;

/** Bytes of a chemical's or container's name in UTF-8. The longest real ones are below 40. */
export const NAME_BYTES_MAX = 255;

/**
 * Bytes of a text that tells of the deck in UTF-8: an `empty_list` with all 24 tubes of a rack has 71. What is made of
 * it, its parts and the error that quotes it, fits into what the largest tables leave of a small board's memory.
 */
export const DECK_TEXT_BYTES_MAX = 128;

/** Bytes of any other text of a packet in UTF-8. */
export const TEXT_BYTES_MAX = 1_024;

/** Bytes of the text in an `error` packet, so that the packet fits the reserved room. */
export const ERROR_TEXT_BYTES_MAX = 320;

/** Transmit room that only `ready`, `error` and `stopped` may use, bytes: the longest of each, 17-byte headers included. */
export const CONTROL_ROOM_BYTES = 512;

/** Packets in flight above which a sender waits: five are sent, the sixth waits (ARMCHAIR.md section 6). */
export const BUFFSIZE = 4;

/** Sends that may wait for the window, packets. */
export const BLOCKED_SENDS_MAX = 8;

/** Bytes of one file name on the wire. */
export const FILE_NAME_BYTES_MAX = 128;

/** Files of one `sending_files`. The original sends three. */
export const FILES_MAX = 8;

/** Bytes of one piece of a file on its way into the transmit ring. */
export const FILE_PIECE_BYTES = 512;

/** Lines that the packet log keeps. */
export const LOG_LINES = 32;

/** Time for the rest of a packet, µs, counted from its first byte. Between packets there is none. */
export const PACKET_REST_MICROSECONDS = 30_000_000;

/** Time in which a peer must take something of what is sent to it, µs. */
export const SLOW_READER_MICROSECONDS = 30_000_000;

/** Time to wait for the peer's end of the stream after ours, µs. */
export const DRAIN_MICROSECONDS = 2_000_000;

/** Time in which a peer must prove that it has the robot's key, µs, from the connection on. */
export const PROOF_MICROSECONDS = 10_000_000;

/** After a wrong proof the next is waited for so long, µs; after each further one twice as long, up to the second figure. */
export const KEY_BACK_OFF_MICROSECONDS = 1_000_000;
export const KEY_BACK_OFF_MICROSECONDS_MAX = 64_000_000;

/** Bytes of the key, of each side's nonce and of a proof, which is an HMAC-SHA-256. */
export const KEY_BYTES = 32;
export const NONCE_BYTES = 16;
export const MAC_BYTES = 32;

/** Longest `pause`, s: a week. */
export const PAUSE_SECONDS_MAX = 604_800;

/** Largest mix code; a mix makes 2^code strokes (ROBOT.md section 8). */
export const MIX_CODE_MAX = 6;

// Journal

/** Records that the run log keeps in RAM; a hand-over follows on half of them: a portion has ten. 32 bytes each. */
export const JOURNAL_RECORDS = 32;

/** Bytes of report text that are written to storage at a time, for each of the two report files. */
export const REPORT_STAGE_BYTES = 256;

/** Bytes of storage that a command is taken to need for one record: 32, and its text with names of up to 40 bytes. */
export const STORED_RECORD_BYTES = 128;

/** Blocks of storage that are kept free for the end of the session: two for each of its three streams. */
export const RESERVED_BLOCKS = 6;

// Lab

/** Caps of the lab's tables, all of which are made at the start. A board may override them. */
export interface LabLimits {
  /** Containers: reagents, products and powders. */
  readonly containers: number;
  /** Of these, how many may be powders or further containers of a name that there is already. */
  readonly extras: number;
  /** Bytes of all chemicals' names together: 24 for each on average. */
  readonly nameBytes: number;
  readonly powders: number;
  /** Bytes of all powders' names together. */
  readonly powderNameBytes: number;
  /** Wells and tubes of all labware on the deck: 96 in each of the eleven slots. */
  readonly places: number;
  /** Empty tubes in all racks. */
  readonly emptyTubes: number;
}

export const LAB_LIMITS: LabLimits = Object.freeze({
  containers: 512,
  extras: 96,
  nameBytes: 12_288,
  powders: 32,
  powderNameBytes: 384,
  places: 1_056,
  emptyTubes: 128,
});
