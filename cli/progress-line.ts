const plainEveryMs = 5_000;

/**
 * What is going on, on standard error: one line that is written over in a terminal; elsewhere a plain line
 * every few seconds.
 */
export class ProgressLine {
  #shown = "";
  #printedAt = Number.NEGATIVE_INFINITY;

  show(text: string): void {
    if (text === this.#shown) return;
    this.#shown = text;
    if (process.stderr.isTTY) {
      const width = (process.stderr.columns || 80) - 1;
      process.stderr.write(`\r\u001b[2K${text.slice(0, width)}`);
    } else if (performance.now() - this.#printedAt >= plainEveryMs) {
      this.#printedAt = performance.now();
      process.stderr.write(`${text}\n`);
    }
  }

  /** Takes the line away, so that what follows starts on a line of its own. */
  clear(): void {
    if (process.stderr.isTTY && this.#shown) process.stderr.write("\r\u001b[2K");
    this.#shown = "";
  }
}
