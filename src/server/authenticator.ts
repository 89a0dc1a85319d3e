// What a robot needs to demand a key. The device and the host implement it over their own cryptography.

export interface Authenticator {
  /** Whether a key is set. Asked when a peer connects; an Error when the settings cannot be read. */
  readonly hasKey: boolean;
  /** Fills the array with bytes that nobody can foresee. */
  fillRandom(target: Uint8Array): void;
  /** HMAC-SHA-256 of the message under the key, 32 bytes. An Error when the key is damaged. */
  sign(message: Uint8Array): Uint8Array;
}
