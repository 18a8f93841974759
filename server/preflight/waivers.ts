import { canonicalJson } from "#core/canonical-json.ts";
import { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import type { PreflightFinding } from "#core/release/preflight/preflight-finding.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { reviewerPseudonym } from "../release/reviewer-pseudonym.ts";
import { hashOf } from "../storage.ts";

/** That somebody answers, or answered, for a finding. */
export type WaiverDetail = {
  readonly id: string;
  /** Null: the release as a whole. */
  readonly sampleId: string | null;
  readonly code: PreflightCode;
  /** What was found when it was waived. */
  readonly message: string;
  readonly reason: string;
  readonly by: string;
  /** What a release calls that person. */
  readonly pseudonym: string;
  readonly at: Date;
  readonly revoked: { readonly by: string; readonly at: Date } | null;
};

const include = { actor: true, revoker: true } as const satisfies Prisma.WaiverInclude;

/** All waivers of a draft, the newest first: by the key of what they are for where they were not revoked. */
export async function findWaivers(
  ctx: Context,
  draftId: string,
): Promise<{ readonly standing: ReadonlyMap<string, WaiverDetail>; readonly all: WaiverDetail[] }> {
  const rows = await ctx.db.waiver.findMany({
    where: { draftId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include,
  });
  const standing = rows
    .filter(({ revokedAt }) => revokedAt === null)
    .map((row) => [waiverKey(row), detailOf(row)] as const);
  return { standing: new Map(standing), all: rows.map(detailOf) };
}

/** What a waiver is for: all that was found under a code about a sample, or about the release as a whole. */
export function waiverKey({
  sampleId,
  code,
  foundHash,
}: {
  readonly sampleId: string | null;
  readonly code: string;
  readonly foundHash: string;
}): string {
  return `${sampleId ?? ""} ${code} ${foundHash}`;
}

/** Hash over what was found under one code about one revision (null: the release as a whole). */
export function foundHashOf(
  revisionId: string | null,
  findings: readonly PreflightFinding[],
): string {
  const messages = findings.map(({ message }) => message).toSorted();
  return hashOf(canonicalJson({ revisionId, messages }));
}

function detailOf(row: Prisma.WaiverGetPayload<{ include: typeof include }>): WaiverDetail {
  const { id, sampleId, code, message, reason, actor, createdAt, revokedAt, revoker } = row;
  return {
    id,
    sampleId,
    code: PreflightCode.parse(code),
    message,
    reason,
    by: actor.name,
    pseudonym: reviewerPseudonym(actor),
    at: createdAt,
    revoked: revokedAt && { by: revoker?.name ?? "somebody", at: revokedAt },
  };
}
