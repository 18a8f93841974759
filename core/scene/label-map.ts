import { normalizeLabel } from "./label.ts";

/** What the labels of a collection stand for, both as people say them: "office chairs" for "office chair". */
export type LabelMap = ReadonlyMap<string, string>;

/** Maps nothing. */
export const noLabelMap: LabelMap = new Map();

/** A raw label as people say it, or what the map has for that. */
export function mappedLabel(labels: LabelMap, raw: string): string {
  const label = normalizeLabel(raw);
  return labels.get(label) ?? label;
}

/**
 * Reads `map_benchmark.csv` (columns class, count, semantic_map_to, instance_map_to). What counts is
 * `instance_map_to`: edits are of single things, and that column merges what is annotated as single
 * things, while the semantic one also merges parts of the building. An empty target, or "None" (left out
 * of that benchmark), leaves a label as it is. Null when the columns `class` and `instance_map_to` are not
 * there.
 */
export function readLabelMap(csv: string): LabelMap | null {
  const [header = [], ...rows] = readCsv(csv.replace(/^\uFEFF/, ""));
  const columns = header.map(normalizeLabel);
  const from = columns.indexOf("class");
  const to = columns.indexOf("instance_map_to");
  if (from < 0 || to < 0) return null;
  const labels = new Map<string, string>();
  for (const row of rows) {
    const label = normalizeLabel(row[from] ?? "");
    const target = normalizeLabel(row[to] ?? "");
    if (label !== "" && target !== "" && target !== "none") labels.set(label, target);
  }
  return labels;
}

/**
 * The fields of comma-separated text, row by row (RFC 4180): a field in double quotes may hold commas,
 * line ends and doubled quotes. Blank lines are left out; a quote that is never closed runs to the end.
 */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(field)) {
    row.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  return rows;
}

const field = /(?:"((?:[^"]|"")*)(?:"|$)[^,\r\n]*|([^,\r\n]*))(,|\r\n|\n|\r|$)/g;
