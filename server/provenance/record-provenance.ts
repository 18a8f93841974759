import { canonicalJson } from "#core/canonical-json.ts";
import type { Provenance } from "#core/provenance.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { hashOf } from "../storage.ts";

/** The identity of a provenance: the hash of its canonical JSON. */
export function provenanceHash(provenance: Provenance): string {
  return hashOf(canonicalJson(provenance));
}

/** Stores a provenance once and returns its hash. */
export async function recordProvenance(ctx: Context, provenance: Provenance): Promise<string> {
  const hash = provenanceHash(provenance);
  const parameters = provenance.parameters as Prisma.InputJsonValue;
  await ctx.db.provenance.createMany({
    data: [{ ...provenance, parameters, hash }],
    skipDuplicates: true,
  });
  return hash;
}
