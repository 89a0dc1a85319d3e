// The SDK's UDP socket for tests: of which multicast groups the chip has become a member.

export class UDP {
  static groups: string[] = [];

  add(address: string): void {
    UDP.groups.push(address);
  }

  close(): void {}
}

// biome-ignore lint/style/noDefaultExport: the module of the SDK has one
export { UDP as default };
