import { defaultGuidelines } from "#core/guideline/default-guidelines.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** One version of the guidelines. */
export type Guidelines = {
  /** 0 is the studio's own text. */
  number: number;
  /** Markdown. */
  body: string;
  /** What changed. */
  note: string;
  by: string;
  /** Null for the studio's own text. */
  at: Date | null;
};

const studioText: Guidelines = {
  number: 0,
  body: defaultGuidelines,
  note: "The studio's own text",
  by: "GSI Studio",
  at: null,
};

const withAuthor = { actor: { select: { name: true } } } as const;

/** The guidelines that count. */
export async function getGuidelines(ctx: Context): Promise<Guidelines> {
  const row = await ctx.db.guidelineVersion.findFirst({
    orderBy: { number: "desc" },
    include: withAuthor,
  });
  return row ? guidelinesOf(row) : studioText;
}

/** The guidelines as they were. */
export async function getGuidelineVersion(ctx: Context, number: number): Promise<Guidelines> {
  if (number === 0) return studioText;
  const row = await ctx.db.guidelineVersion.findUnique({ where: { number }, include: withAuthor });
  if (!row) throw new AppError("NOT_FOUND", `the guidelines have no version ${number}`);
  return guidelinesOf(row);
}

/** All versions without their texts, the newest first. */
export async function listGuidelineVersions(ctx: Context): Promise<Omit<Guidelines, "body">[]> {
  const rows = await ctx.db.guidelineVersion.findMany({
    orderBy: { number: "desc" },
    omit: { body: true },
    include: withAuthor,
  });
  const { body: _, ...studio } = studioText;
  return [
    ...rows.map(({ actor, createdAt, number, note }) => ({
      number,
      note,
      by: actor.name,
      at: createdAt,
    })),
    studio,
  ];
}

function guidelinesOf(row: {
  number: number;
  body: string;
  note: string;
  createdAt: Date;
  actor: { name: string };
}): Guidelines {
  const { number, body, note, createdAt, actor } = row;
  return { number, body, note, by: actor.name, at: createdAt };
}
