import { DraftSpec } from "#core/release/pick/draft-spec.ts";
import type { Context } from "../context.ts";
import { noDraft } from "./draft-input.ts";

/** A draft as it is stored. */
export type Draft = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly spec: DraftSpec;
  readonly by: string;
  /** Id of the actor who started it. */
  readonly createdBy: string;
  readonly updatedAt: Date;
};

/** One draft by id, without what it chooses. */
export async function readDraft(ctx: Context, id: string): Promise<Draft> {
  const row = await ctx.db.releaseDraft.findUnique({ where: { id }, include: { creator: true } });
  if (!row) throw noDraft(id);
  return draftOf(row);
}

/** A row with its creator, parsed. */
export function draftOf(row: {
  id: string;
  name: string;
  version: number;
  spec: unknown;
  creator: { name: string };
  createdBy: string;
  updatedAt: Date;
}): Draft {
  const { id, name, version, spec, creator, createdBy, updatedAt } = row;
  const by = creator.name;
  return { id, name, version, spec: DraftSpec.parse(spec), by, createdBy, updatedAt };
}
