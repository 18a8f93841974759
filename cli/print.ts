/** Writes a line of the result. */
export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

const shownMax = 50;

/** Writes the lines of the first entries of a list that `--json` has whole, and how many more there are (of what, where that is to be said). */
export function printFirst<T>(
  entries: readonly T[],
  linesOf: (entry: T) => readonly string[],
  { of = "", indent = "" } = {},
): void {
  const lines = entries.slice(0, shownMax).flatMap(linesOf);
  const rest = entries.length - shownMax;
  if (rest > 0) lines.push(`and ${rest} more${of && ` ${of}`}: --json lists all`);
  for (const line of lines) print(`${indent}${line}`);
}

/** Writes the result for a program. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Writes rows under headings, columns as wide as their content; numbers stand right. */
export function printTable(
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => String(row[column] ?? "").length)),
  );
  const isNumeric = headings.map(
    (_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === "number"),
  );
  const line = (row: readonly (string | number)[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumeric[column] ? String(cell).padStart(width) : String(cell).padEnd(width);
      })
      .join("  ")
      .trimEnd();
  print(line(headings.map((heading) => heading.toUpperCase())));
  for (const row of rows) print(line(row));
}

/** Tells the person something that is not the result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** `{ move: 3, remove: 1 }` as "3 move, 1 remove"; the rarest are summed up after `shown`. */
export function listCounts(counts: Readonly<Record<string, number>>, shown = 8): string {
  const entries = Object.entries(counts);
  const listed = entries.slice(0, shown).map(([name, count]) => `${count} ${name}`);
  if (entries.length > shown) listed.push(`${entries.length - shown} more`);
  return listed.join(", ");
}
