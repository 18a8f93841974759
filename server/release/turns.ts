import { setImmediate } from "node:timers/promises";

/** A turn is over after this many bytes; a file counts as at least a small one. */
const [turnBytes, smallBytes] = [16 << 20, 1 << 16];

/** Gives what else goes on in the process its turn, for work that waits for nothing. */
export class Turns {
  #sinceTurn = 0;

  /** Counts the bytes of a file, or of a piece of one, that was just worked on. */
  async worked(bytes: number): Promise<void> {
    this.#sinceTurn += Math.max(bytes, smallBytes);
    if (this.#sinceTurn < turnBytes) return;
    this.#sinceTurn = 0;
    await setImmediate();
  }
}
