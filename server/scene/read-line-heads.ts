import { createReadStream } from "node:fs";

/** The beginning of a line of a text file, without its end; `isCut` where the line goes on after it. */
export type LineHead = { number: number; text: string; isCut: boolean };

const headBytes = 4096;
const newline = 0x0a;

/** The first 4 KB of every line of a text file, in order: what follows in a long line is passed over, not kept. */
export async function* readLineHeads(path: string): AsyncGenerator<LineHead> {
  const head = Buffer.alloc(headBytes);
  let [filled, isCut, number] = [0, false, 1];
  const line = (): LineHead => ({
    number,
    text: head.toString("utf8", 0, filled).replace(/\r$/, ""),
    isCut,
  });
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (let from = 0; from < chunk.length;) {
      const end = chunk.indexOf(newline, from);
      const to = end < 0 ? chunk.length : end;
      const kept = Math.min(to - from, headBytes - filled);
      chunk.copy(head, filled, from, from + kept);
      filled += kept;
      isCut ||= kept < to - from;
      from = to + 1;
      if (end < 0) continue;
      yield line();
      [filled, isCut] = [0, false];
      number++;
    }
  }
  if (filled > 0) yield line();
}
