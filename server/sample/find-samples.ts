import * as z from "zod";
import { OperationKind } from "#core/operation/operation.ts";
import { SampleState } from "#core/sample/sample-state.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { editOfRevision } from "./edit-of-revision.ts";

/** What a list of samples may be narrowed by. Closed: no caller's text ever names a column, and a field that is not known is refused. */
export const SampleFilter = z.strictObject({
  state: SampleState.optional(),
  operation: OperationKind.optional(),
  sceneId: z.string().max(64).optional(),
  frameId: z.string().max(200).optional(),
  label: z.string().max(80).optional(),
  /** Words that the instruction must contain. */
  text: z.string().max(200).optional(),
  /** Id of the person to whom it is assigned. */
  assigneeId: z.string().max(200).optional(),
  /** Whether people gave it up. */
  forLead: z.coerce.boolean().optional(),
  /** Id of the last sample of the page before. */
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(60),
});
export type SampleFilter = z.input<typeof SampleFilter>;

/** One line of a list of samples. */
export type SampleListItem = {
  id: string;
  frameId: string;
  sceneId: string;
  number: number;
  state: SampleState;
  operation: OperationKind;
  label: string;
  instruction: string;
  beforeHash: string | null;
  afterHash: string | null;
  /** Why no release may hold it; null where nothing stands against it. */
  notForRelease: string | null;
  /** How many comments are not dealt with yet. */
  openComments: number;
};

const include = {
  currentRevision: true,
  frame: { select: { sceneId: true } },
  _count: { select: { comments: { where: { resolvedAt: null } } } },
} as const satisfies Prisma.SampleInclude;

/** Samples in the order of their ids, a page at a time. */
export async function findSamples(
  ctx: Context,
  raw: SampleFilter = {},
): Promise<{ items: SampleListItem[]; nextCursor: string | null }> {
  const filter = SampleFilter.parse(raw);
  const rows = await ctx.db.sample.findMany({
    where: { ...whereOf(filter), id: filter.cursor ? { gt: filter.cursor } : undefined },
    orderBy: { id: "asc" },
    take: filter.limit + 1,
    include,
  });
  const page = rows.slice(0, filter.limit);
  return {
    items: page.map(listItemOf),
    nextCursor: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The part of a WHERE for what a filter leaves, whatever the page. */
export function whereOf(filter: z.output<typeof SampleFilter>): Prisma.SampleWhereInput {
  return {
    state: filter.state,
    operationKind: filter.operation,
    label: filter.label,
    frameId: filter.frameId,
    assigneeId: filter.assigneeId,
    forLead: filter.forLead,
    frame: filter.sceneId ? { sceneId: filter.sceneId } : undefined,
    currentRevision: filter.text
      ? { edit: { path: ["instruction"], string_contains: filter.text, mode: "insensitive" } }
      : undefined,
  };
}

/** The samples with these ids, in the order of the ids; those that are gone are left out. */
export async function findSamplesById(
  ctx: Context,
  ids: readonly string[],
): Promise<SampleListItem[]> {
  const rows = await ctx.db.sample.findMany({ where: { id: { in: [...ids] } }, include });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [listItemOf(row)] : [];
  });
}

function listItemOf(row: Prisma.SampleGetPayload<{ include: typeof include }>): SampleListItem {
  const { currentRevision: revision } = row;
  return {
    id: row.id,
    frameId: row.frameId,
    sceneId: row.frame.sceneId,
    number: row.number,
    state: SampleState.parse(row.state),
    operation: OperationKind.parse(row.operationKind),
    label: row.label,
    notForRelease: row.notForRelease,
    openComments: row._count.comments,
    instruction: revision ? editOfRevision(revision).edit.instruction : "",
    beforeHash: revision?.beforeHash ?? null,
    afterHash: revision?.afterHash ?? null,
  };
}
