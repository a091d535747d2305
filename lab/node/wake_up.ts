import { delay } from "../process/delay.ts";

/** Waiting that can be cut short. */
export class WakeUp {
  #woken = false;
  #wake: () => void = () => {};

  /** Ends the wait that goes on, or else the next one. */
  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  /** Says that from now on there is news only of what comes. */
  begin(): void {
    this.#woken = false;
  }

  /** Waits for that many seconds, or until it is woken; not at all if that has happened since it began. */
  async sleep(seconds: number): Promise<void> {
    if (this.#woken) return;
    const woken = new Promise<void>((resolve) => this.#wake = resolve);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => timer = setTimeout(resolve, seconds * 1000));
    await Promise.race([woken, late]);
    clearTimeout(timer);
    // Several things that happen together are looked at together.
    await delay(10);
  }
}
