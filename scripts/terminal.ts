import { stripVTControlCharacters, styleText } from "node:util";

const NAME_WIDTH = 10;
const DETAIL_WIDTH = 62;

type Format = Parameters<typeof styleText>[0];

/** Colours where the terminal shows them; styleText itself looks at NO_COLOR and the stream. */
export function paint(format: Format, text: string): string {
  return styleText(format, text, { stream: process.stdout });
}

export function say(line = ""): void {
  console.log(line);
}

/** One row of the start-up list: what, what about it, and how long it took. */
export function sayRow(name: string, detail: string, elapsed = ""): void {
  const padding = " ".repeat(Math.max(1, DETAIL_WIDTH - stripVTControlCharacters(detail).length));
  say(
    `  ${paint("bold", name.padEnd(NAME_WIDTH))} ${detail}${padding}${paint("dim", elapsed)}`.trimEnd(),
  );
}

/** Does a piece of work and says in one row what came of it. */
export async function step<T>(
  name: string,
  work: () => T | Promise<T>,
  describe: (result: T) => string,
): Promise<T> {
  const start = performance.now();
  const result = await work();
  sayRow(name, describe(result), formatDuration(performance.now() - start));
  return result;
}

export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
