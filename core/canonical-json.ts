/**
 * JSON text with sorted keys and no spaces, so equal values have equal bytes (and equal hashes) on every
 * machine. Properties that are `undefined` are left out. Numbers must be finite.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "number" && !Number.isFinite(inner))
      throw new Error("a number that is not finite has no JSON form");
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
