// Types of the Moddable modules that the device code imports: published ones where they fit, own ones where they do not.

/// <reference types="@moddable/typings/flash" />
/// <reference types="@moddable/typings/mc/config" />
/// <reference types="@moddable/typings/net" />
/// <reference types="@moddable/typings/preference" />
/// <reference types="@moddable/typings/sntp" />
/// <reference types="@moddable/typings/time" />
/// <reference types="@moddable/typings/timer" />
/// <reference types="@moddable/typings/wifi" />

// The published typings (5.6.0) of the sockets lack Listener.close and what `read` and `write` give. These say what
// modules/io/socket/lwip of the SDK 8.2.3 does; what only the host has (src/host/ports) is optional.

declare module 'embedded:io/socket/tcp' {
  export interface Options {
    from?: TCP;
    /** Of the peer, when it is not taken over `from` another instance. */
    address?: string;
    port?: number;
    nodelay?: boolean;
    /** ms without traffic after which the system asks whether the peer is still there. Only the host has it so far. */
    keepAlive?: number;
    /** Bytes came; that many wait. Does not come again for bytes that are left unread. */
    onReadable?: (this: TCP, bytes: number) => void;
    /** Connected, taken over, or sent something; that many bytes can be written. */
    onWritable?: (this: TCP, bytes: number) => void;
    /** The peer ended the stream or it broke, and all is read. The host says why it broke. */
    onError?: (this: TCP, error?: Error) => void;
    format?: 'buffer';
    target?: unknown;
  }

  class TCP {
    constructor(options: Options);
    readonly remoteAddress: string | undefined;
    readonly remotePort: number | undefined;
    target?: unknown;
    /** Undefined when nothing waits; Error when less waits than is asked for. */
    read(count?: number): ArrayBuffer | undefined;
    /** Fills the buffer and gives the number of bytes. */
    read(buffer: ArrayBuffer | Uint8Array | DataView): number | undefined;
    /** Gives the room left, bytes. Error 'would block' without enough room, 'not ready' after the peer's end. */
    write(buffer: ArrayBuffer | Uint8Array | DataView): number | undefined;
    /** Ends our half of the stream and goes on reading. Only the host has it. */
    closeWrite?(): void;
    close(): void;
  }

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { TCP as default };
}

declare module 'embedded:io/socket/listener' {
  import type TCP from 'embedded:io/socket/tcp';

  class Listener {
    constructor(options: {
      port?: number;
      /** Only the host listens on one address; the chip always listens on all. */
      address?: string;
      onReadable?: (this: Listener, requests: number) => void;
      target?: unknown;
    });
    readonly port: number;
    /** The port once it is listened on, or why it cannot be. Only the host has it and needs it. */
    readonly ready?: Promise<number>;
    read(): TCP | undefined;
    close(): void;
  }

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { Listener as default };
}

declare module 'embedded:io/socket/udp' {
  /** As modules/io/socket/lwip of the SDK 8.2.3 has it. */
  class UDP {
    /** Error 'no network' before the chip has an address. */
    constructor(options: { port?: number });
    /** Makes all interfaces members of a multicast group, which they stay when the socket is closed. */
    add(address: string): void;
    close(): void;
  }

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { UDP as default };
}

declare module 'embedded:io/serial' {
  /** As modules/io/serial/esp32 of the SDK 8.2.3 has it: without flow control, with the hardware's own 128 bytes. */
  class Serial {
    constructor(options: {
      port: number;
      transmit?: number;
      receive: number;
      baud: number;
      format: 'buffer';
      onReadable: (this: Serial, bytes: number) => void;
    });
    /** Fills the buffer as far as bytes are there, and gives their number; undefined without any. */
    read(buffer: Uint8Array): number | undefined;
    /** Throws an Error when the hardware has no room for all of it. */
    write(buffer: Uint8Array): void;
    close(): void;
  }

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { Serial as default };
}

declare module 'crypt' {
  /** As modules/crypt/digest of the SDK 8.2.3 has it. */
  export class Digest {
    constructor(type: 'SHA256');
  }
}

declare module 'hmac' {
  import type { Digest } from 'crypt';

  /** As modules/crypt/etc of the SDK 8.2.3 has it (RFC 2104). */
  class HMAC {
    constructor(digest: Digest, key: ArrayBufferLike);
    update(data: ArrayBuffer | Uint8Array): void;
    close(): ArrayBuffer;
  }

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { HMAC as default };
}

declare module 'embedded:network/interface/ethernet' {
  /** As modules/io/ethernet of the SDK 8.2.3 has it on an ESP32. */
  class Ethernet {
    /** Starts the controller; that it does not answer is said by `configure`. */
    constructor(options: { onChanged: (this: Ethernet, what: string) => void });
    /** 500 with a link and an address, less with less. */
    readonly connection: number;
    /** Undefined without one. */
    readonly address: string | undefined;
    /** `a0:b1:c2:d3:e4:f5` */
    readonly MAC: string;
    /** Error 'not initialized' when the controller has not answered. */
    configure(options: { hostname: string }): void;
    /** Asks for an address whenever there is a link. Error when it does already. */
    connect(): void;
  }

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { Ethernet as default };
}

declare module 'mdns' {
  /** The published typings lack `close`, which takes back what was announced. */
  class MDNS {
    /** @param callback is told the name once it is known to be free */
    constructor(options: { hostName: string }, callback: (message: number, name?: string) => void);
    add(service: { name: string; protocol: string; port: number; txt: Record<string, string> }): void;
    close(): void;
  }

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { MDNS as default };
}

// The published typings have nothing of ECMA-419 storage: the part of the SDK 8.2.3 that is used.

declare module 'embedded:storage/flash' {
  /** A partition. All methods throw an Error when the flash fails. */
  export class Flash {
    /** Blocks count from 0 in the partition. */
    eraseBlock(block: number): void;
    read(buffer: Uint8Array, position: number): number;
    write(buffer: Uint8Array, position: number): void;
    status(): { readonly size: number; readonly blockLength: number; readonly blocks: number };
  }
  const storage: { open(options: { path: string; mode: 'r' | 'r+' }): Flash };

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { storage as default };
}

declare module 'embedded:storage/files' {
  export class File {
    read(buffer: Uint8Array, position: number): number;
    write(buffer: Uint8Array, position: number): void;
    flush(): void;
  }
  const files: { openFile(options: { path: string; mode: 'r' | 'r+' | 'w' | 'w+' }): File };

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { files as default };
}

declare module 'Resource' {
  /** Bytes of a file of the manifest's `data`, where they are in the image. */
  const Resource: new (name: string) => ArrayBuffer;

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { Resource as default };
}

declare module 'resetReason' {
  /** Why the chip started: "Power-On", "Task WDT", "Brownout" and so on. */
  const resetReason: () => { readonly reason: number; readonly string: string };

  // biome-ignore lint/style/noDefaultExport: the module of the SDK has one
  export { resetReason as default };
}

/** A function in C, by its name. The compiler of the SDK binds a method that only calls one to it directly. */
declare function native(
  name: 'xs_step_acknowledge',
): (this: unknown, fired: number, reasons: number) => boolean;
declare function native(name: string): (this: unknown, ...values: unknown[]) => number;

/** Writes to the console of the debugger. */
declare function trace(...values: unknown[]): void;
