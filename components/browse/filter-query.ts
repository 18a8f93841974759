/** The filters of the wall as they stand in its address. */
export type WallFilter = {
  readonly state?: string;
  readonly operation?: string;
  readonly scene?: string;
  readonly label?: string;
  readonly text?: string;
};

/** The query part of an address, empty when nothing is set. A cursor is left out unless given: another filter is another list. */
export function filterQuery(filter: WallFilter, cursor?: string): string {
  const query = new URLSearchParams();
  for (const name of ["state", "operation", "scene", "label", "text"] as const)
    if (filter[name]) query.set(name, filter[name]);
  if (cursor) query.set("cursor", cursor);
  return query.size > 0 ? `?${query}` : "";
}

/** The filters that an address sets; repeated and empty ones count as not set. */
export function filterFrom(params: Record<string, string | string[] | undefined>): WallFilter {
  const read = (name: string) => {
    const value = params[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  return {
    state: read("state"),
    operation: read("operation"),
    scene: read("scene"),
    label: read("label"),
    text: read("text"),
  };
}
