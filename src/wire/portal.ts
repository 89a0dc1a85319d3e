// One end of an Armchair connection without a socket in it: cids, window, error state, packets in and packets out.

import type { ByteRing } from '../kernel/byte-ring.js';
import { Fault } from '../kernel/faults.js';
import { LOG_LINES } from '../kernel/limits.js';
import { RingStage } from '../kernel/ring-stage.js';
import type { ArgumentsReader } from './arguments-reader.js';
import type { ArgumentSource } from './arguments-writer.js';
import { FileReceiver, type FileSink, type FileSource } from './file-stream.js';
import type { FrameReader } from './frame-reader.js';
import { Inbox } from './inbox.js';
import { Outbox } from './outbox.js';
import { LOGGED, PacketLog } from './packet-log.js';
import { type Packet, type Side, TYPE } from './packets.js';
import { type PortalOptions, RECEIVED, type Received } from './portal-options.js';
import { CidSink, ErrorSink, type PeerError } from './portal-sinks.js';

/**
 * The transport appends what it receives to `input` and sends what it finds in `output`. In error state (1) every
 * send and every receive is refused with fault `errorState` until `resetError`.
 */
export class Portal {
  readonly input: ByteRing;
  readonly output: ByteRing;
  /** Both rings as a socket wants them. */
  readonly stage: RingStage;
  readonly out: Outbox;
  readonly log: PacketLog;
  /** Header of the packet in hand: its cid is the peer's counter. */
  readonly frames: FrameReader;
  /** Arguments of the packet in hand. */
  readonly arguments: ArgumentsReader;
  private readonly in: Inbox;
  /** The peer's `error`, until it is reset. */
  storedError: PeerError | null = null;
  /** The packet in hand, from `receive` to `release`. */
  packet: Packet | null = null;
  private readonly side: Side;
  /** Of a controller: no robot gets files. */
  private readonly files: FileReceiver | null;
  private readonly cid = new CidSink();
  private receivesFiles = false;
  private closed = false;

  constructor(options: PortalOptions) {
    const { limits, side } = options;
    this.stage = new RingStage(limits.receiveBytes, limits.transmitBytes);
    this.input = this.stage.input;
    this.output = this.stage.output;
    this.in = new Inbox(side, limits, options.longPayloads, this.input);
    this.frames = this.in.frames;
    this.arguments = this.in.arguments;
    this.log = new PacketLog(options.name, options.clock, LOG_LINES);
    this.out = new Outbox(this.output, this.log, options, side === 'robot' ? this.arguments : null);
    this.side = side;
    this.files = side === 'controller' ? new FileReceiver() : null;
    this.reset();
  }

  /** 0, or 1 when the peer sent an `error`. */
  get state(): 0 | 1 {
    return this.storedError === null ? 0 : 1;
  }

  /**
   * Takes the next packet in hand, its arguments checked; a `ready` on the way is an acknowledgement, an `error` sets
   * state 1. Faults say what is wrong with a packet, which is dropped; after `framingLost` nothing follows it.
   */
  receive(): Received {
    if (this.closed || this.storedError !== null) throw this.refusal();
    while (this.packet === null) {
      const packet = this.receivesFiles ? null : this.in.take();
      if (packet === null) return RECEIVED.nothing;
      if (packet.code === TYPE.ready) this.acknowledged();
      else {
        this.log.add(LOGGED.received, packet.code, this.frames);
        if (packet.code === TYPE.error) return this.peerError();
        this.packet = packet;
      }
    }
    return RECEIVED.packet;
  }

  /** Drops packets until one of type `wanted` is in hand. Each `ready` on the way counts. */
  receiveFirst(wanted: Packet): Received {
    for (;;) {
      const received = this.receive();
      if (received !== RECEIVED.packet || this.packet === wanted) return received;
      this.release();
    }
  }

  /** Takes acknowledgements; true when nothing is in flight or waiting. A packet met on the way stays in hand. */
  burnPipe(): boolean {
    if (!this.out.isEmpty) this.receive();
    return this.out.isEmpty;
  }

  /** Done with the packet in hand. */
  release(): void {
    this.packet = null;
    this.frames.release();
  }

  /** Sends a packet; false when it waits for the window. */
  send(packet: Packet, source: ArgumentSource | null): boolean {
    this.refuseInError();
    if (!packet.senders.includes(this.side)) throw new Fault('wrongDirection', `'${packet.name}'`);
    return this.out.send(packet, source);
  }

  /** Sends `sending_files` and the files. */
  sendFiles(source: FileSource): void {
    this.refuseInError();
    this.out.sendFiles(source);
  }

  /** With `sending_files` in hand: takes `count` files from the stream into `sink`, then sends its `ready`. */
  receiveFiles(count: number, sink: FileSink): void {
    this.refuseInError();
    if (this.packet?.code !== TYPE.sending_files) throw new Fault('unexpectedPacket', 'sending_files');
    this.release();
    this.files?.start(count, sink);
    this.receivesFiles = true;
    this.takeFiles();
  }

  /** Goes on with the files after bytes have come; true when all of them are there. */
  takeFiles(): boolean {
    if (!this.receivesFiles) return true;
    if (!this.files?.take(this.input)) return false;
    this.receivesFiles = false;
    this.out.ready(this.frames.cidHigh, this.frames.cidLow);
    return true;
  }

  /** State 0; the error, what is in flight and what waits for the window are forgotten. */
  resetError(): void {
    this.storedError = null;
    this.out.forget();
  }

  /** No send and no receive from now on. */
  close(): void {
    this.closed = true;
  }

  /** Everything as for a new connection. */
  reset(): void {
    this.in.reset();
    this.output.clear();
    this.out.reset();
    this.log.clear();
    this.packet = null;
    this.storedError = null;
    this.receivesFiles = false;
    this.closed = false;
  }

  private refuseInError(): void {
    if (this.closed || this.storedError !== null) throw this.refusal();
  }

  private refusal(): Fault {
    const error = this.storedError;
    if (this.closed || error === null) return new Fault('portalClosed');
    return new Fault('errorState', `${error.python}: ${error.message}`);
  }

  private acknowledged(): void {
    this.arguments.deliver(this.cid);
    this.frames.release();
    const { high, low } = this.cid;
    const isKnown = this.out.window.acknowledge(high, low);
    this.log.add(isKnown ? LOGGED.received : LOGGED.unknownReady, TYPE.ready, this.frames);
    this.out.pump();
    this.out.observer?.acknowledged(high, low, isKnown);
  }

  private peerError(): Received {
    const { unreadable } = this.in;
    if (unreadable === null) {
      const sink = new ErrorSink();
      this.arguments.deliver(sink);
      this.frames.release();
      this.storedError = sink;
    } else {
      const message = `an error that cannot be read (${String(unreadable)})`;
      this.storedError = { python: 'Exception', message };
      this.in.unreadable = null;
    }
    return RECEIVED.error;
  }
}
