const names = ["gate", "operation", "scene", "run"] as const;

/** Which candidates the page about gates shows, as it stands in its address. */
export type GateQuery = { readonly [name in (typeof names)[number]]?: string };

/** The query part of the address, empty when nothing is set. */
export function gateQuery(query: GateQuery): string {
  const search = new URLSearchParams();
  for (const name of names) if (query[name]) search.set(name, query[name]);
  return search.size > 0 ? `?${search}` : "";
}

/** What an address asks for; repeated and empty ones count as not set. */
export function gateQueryFrom(params: Record<string, string | string[] | undefined>): GateQuery {
  const read = (name: string) => {
    const value = params[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}
