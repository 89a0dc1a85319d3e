// The number of a packet, as its sender counts.

/** Whoever knows the cid of a packet: its unsigned 64 bits by their halves. */
export interface Cid {
  readonly cidHigh: number;
  readonly cidLow: number;
}
