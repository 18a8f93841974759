/**
 * A text from outside (a label of a scan, an instruction) as one plain line of at most `lengthMax`
 * characters: control and formatting characters, line separators and halves of characters replaced by
 * spaces, runs of spaces made one. What is cut off ends in “…”.
 */
export function plainLine(text: string, lengthMax: number): string {
  const line = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\u{FFFD}]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (line.length <= lengthMax) return line;
  return `${line
    .slice(0, lengthMax - 1)
    .toWellFormed()
    .replace(/\u{FFFD}$/u, "")}…`;
}

/**
 * JSON that can end neither the block it stands in nor a code fence: `<`, `>` and backticks are escaped,
 * which JSON allows within strings, the only place where it has them.
 */
export function dataJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(
    /[<>`]/g,
    (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`,
  );
}
