/** Address of the comparison of two releases; a side that is not chosen yet is left out. */
export function compareHref({ a, b, all }: { a?: string; b?: string; all?: boolean }): string {
  const query = new URLSearchParams();
  if (a !== undefined) query.set("a", a);
  if (b !== undefined) query.set("b", b);
  if (all) query.set("all", "");
  return `/releases/compare?${query}`;
}
