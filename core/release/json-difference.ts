/** A place where two JSON values differ. */
export type JsonDifference = {
  /** Path of the field, e.g. `new_bbox_3d[2]`; empty for the whole value. */
  readonly field: string;
  /** The two values there; undefined where one side has no such field. */
  readonly expected: unknown;
  readonly actual: unknown;
};

/** Every place where two parsed JSON values differ, as deep as they are alike, in the order of the keys. */
export function jsonDifferences(expected: unknown, actual: unknown, field = ""): JsonDifference[] {
  if (Object.is(expected, actual)) return [];
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return indicesOf(expected, actual).flatMap((index) =>
      jsonDifferences(expected[index], actual[index], `${field}[${index}]`),
    );
  }
  if (isRecord(expected) && isRecord(actual)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...keys].flatMap((key) =>
      jsonDifferences(expected[key], actual[key], field === "" ? key : `${field}.${key}`),
    );
  }
  return [{ field, expected, actual }];
}

function indicesOf(a: readonly unknown[], b: readonly unknown[]): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => index);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
