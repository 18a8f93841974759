import type { Context } from "../context.ts";

/** A gate that has judged something: "rules", or a model by name. */
export type GateListItem = { readonly gate: string; readonly candidates: number };

/** All gates, models before the rules, those with most candidates first. */
export async function findGates(ctx: Context): Promise<GateListItem[]> {
  const groups = await ctx.db.gateVerdict.groupBy({
    by: ["gate"],
    _count: true,
    orderBy: { gate: "asc" },
  });
  return groups
    .map(({ gate, _count }) => ({ gate, candidates: _count }))
    .toSorted(
      (a, b) =>
        Number(a.gate === "rules") - Number(b.gate === "rules") || b.candidates - a.candidates,
    );
}
