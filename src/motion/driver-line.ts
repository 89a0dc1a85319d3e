// The serial line of motor drivers: the port behind which there is a UART.

/** One wire for both ways: whoever sends hears himself first, which is the port's matter. */
export interface DriverLine {
  /** Sends a request to which there is no answer. Fault `driverLine` when the line does not carry it. */
  send(request: Uint8Array): void;
  /**
   * Sends a request and fills `answer`, in milliseconds; gives the number of bytes that came in time. Fault
   * `driverLine` when the line does not carry the request.
   */
  ask(request: Uint8Array, answer: Uint8Array): number;
}
