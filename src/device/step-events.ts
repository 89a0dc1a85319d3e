// Tells the robot when the step engine of an ESP32 has something to tell (step-events-esp32.c).

class StepEvents {
  /** @param happened called between two turns of the program */
  constructor(happened: () => void) {
    this.listen(happened);
  }

  private listen(happened: () => void): void {
    native('xs_step_listen').call(this, happened);
  }
}

/** Has `happened` called soon after an axis has come to rest or was stopped; it may come once too often. */
export function listenToSteps(happened: () => void): void {
  new StepEvents(happened);
}
