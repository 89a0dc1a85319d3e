// The network of a board, as its board.json says it.

export type LinkLossPolicy = 'finish' | 'stop';

/** A W5500 on SPI: GPIOs by the pins of its own that they are wired to. */
export interface Ethernet {
  readonly clock: number;
  readonly mosi: number;
  readonly miso: number;
  readonly select: number;
  readonly interrupt: number;
  readonly reset?: number;
  readonly clockHertz: number;
}

export interface Network {
  readonly port: number;
  /** What becomes of the action in hand when the link goes. */
  readonly onLinkLoss: LinkLossPolicy;
  readonly timeServer: string;
  /** In the place of Wi-Fi. */
  readonly ethernet?: Ethernet;
}
