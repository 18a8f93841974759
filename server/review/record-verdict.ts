import * as z from "zod";
import { Backend } from "#core/detection/backend.ts";
import { canonicalJson } from "#core/canonical-json.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import type { Finding } from "#core/plausibility/finding.ts";
import { isBlocked } from "#core/plausibility/finding.ts";
import { Edit } from "#core/sample/revision.ts";
import { nextState } from "#core/sample/sample-state.ts";
import { RejectReason, SkipReason, VerdictKind, VerdictReason } from "#core/sample/verdict.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { getFrameScene } from "../frame/get-frame-scene.ts";
import { loadOverlayPhoto, renderOverlayPair } from "../overlay/render-overlay-pair.ts";
import type { Revised } from "../sample/add-revision.ts";
import { addRevision } from "../sample/add-revision.ts";
import type { FrameSample } from "../sample/frame-sample.ts";
import { frameSampleOf } from "../sample/frame-sample.ts";
import { heldByNobodyElse } from "./held-by-nobody-else.ts";
import { leaseNextSample } from "./lease-next-sample.ts";

export const RecordVerdictInput = z
  .object({
    /** Names this request, so that sending it again after a lost answer does no harm. */
    id: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional(),
    sampleId: z.string(),
    /** The version the reviewer was looking at. */
    version: z.number().int(),
    kind: VerdictKind,
    reason: VerdictReason.optional(),
    note: z.string().trim().max(1000).optional(),
    /** The edit as the reviewer leaves it; left out when nothing was changed. */
    edit: Edit.optional(),
  })
  .superRefine((input, check) => {
    if (input.kind === "reject" && !RejectReason.safeParse(input.reason).success)
      check.addIssue({ code: "custom", path: ["reason"], message: "say why it is rejected" });
    if (input.kind === "skip" && !SkipReason.safeParse(input.reason).success)
      check.addIssue({ code: "custom", path: ["reason"], message: "say why it is skipped" });
    if (input.kind === "accept" && input.reason)
      check.addIssue({ code: "custom", path: ["reason"], message: "to accept needs no reason" });
    if (input.reason === "other" && !input.note)
      check.addIssue({ code: "custom", path: ["note"], message: "say what it is" });
  });
export type RecordVerdictInput = z.input<typeof RecordVerdictInput>;

/**
 * Records a person's decision, with their corrections as a new revision, and hands them the next sample.
 * Refused when the sample changed since they opened it, and when they accept what a hard check forbids.
 */
export async function recordVerdict(
  ctx: Context,
  raw: RecordVerdictInput,
): Promise<{ next: { sampleId: string } | null }> {
  const input = RecordVerdictInput.parse(raw);
  if (input.id && (await isRecorded(ctx, input.id, input.sampleId)))
    return { next: await leaseNextSample(ctx) };
  const sample = await getReviewed(ctx, input.sampleId);
  const revised = await revise(ctx, sample, input.edit);
  if (input.kind === "accept") requireAcceptable(revised?.findings ?? sample.findings, input.note);
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const left = input.kind === "skip" && (await isGivenUp(inside, sample.id));
    await moveSample(inside, sample, input, left);
    const judgedId = revised ? await addRevision(inside, sample.id, revised) : sample.revisionId;
    await tx.verdict.create({
      data: {
        id: input.id,
        sampleId: sample.id,
        revisionId: judgedId,
        actorId: ctx.actor.id,
        kind: input.kind,
        reason: input.reason,
        note: input.note,
      },
    });
    await tx.workingEdit.deleteMany({ where: { sampleId: sample.id, actorId: ctx.actor.id } });
    await audit(inside, {
      action: `sample.${input.kind}`,
      subjectId: sample.id,
      before: { state: sample.state, revision: sample.revisionNumber },
      after: { revisionId: judgedId, reason: input.reason, note: input.note },
    });
    return { next: await leaseNextSample(inside) };
  });
}

async function isRecorded(ctx: Context, id: string, sampleId: string): Promise<boolean> {
  return (await ctx.db.verdict.count({ where: { id, sampleId, actorId: ctx.actor.id } })) > 0;
}

type Reviewed = FrameSample & {
  revisionNumber: number;
  frameId: string;
  backend: Backend;
};

/** What a verdict needs to know of a sample, and no more: it is given thousands of times a day. */
async function getReviewed(ctx: Context, id: string): Promise<Reviewed> {
  const row = await ctx.db.sample.findUnique({
    where: { id },
    include: { currentRevision: true },
  });
  if (!row) throw new AppError("NOT_FOUND", `no sample ${id}`);
  return {
    ...frameSampleOf(row),
    revisionNumber: row.currentRevision!.number,
    frameId: row.frameId,
    backend: Backend.parse(row.backend),
  };
}

/** What the reviewer changed, checked and drawn; null when the edit is the one stored. */
async function revise(
  ctx: Context,
  sample: Reviewed,
  edit: Edit | undefined,
): Promise<Revised | null> {
  if (!edit || canonicalJson(edit) === canonicalJson(sample.edit)) return null;
  if (edit.operation.kind === "remove" ? edit.targetBox !== null : edit.targetBox === null)
    throw new AppError("INVALID", "targetBox: a removal has none, every other operation has one");
  const { frameId, backend } = sample;
  const { imageHash } = await ctx.db.frame.findUniqueOrThrow({
    where: { id: frameId },
    select: { imageHash: true },
  });
  if (!imageHash) throw new AppError("INTERNAL", `frame ${frameId} has no stored photo`);
  const scene = await getFrameScene(ctx, frameId, backend);
  const pictures = await renderOverlayPair(await loadOverlayPhoto(imageHash), scene, edit);
  return { edit, findings: checkEdit(scene, edit), ...pictures };
}

function requireAcceptable(findings: readonly Finding[], note: string | undefined): void {
  const failed = findings.filter((finding) => !finding.passed);
  if (isBlocked(findings)) {
    const reasons = failed.filter((finding) => finding.severity === "hard");
    throw new AppError(
      "PRECONDITION",
      `cannot be accepted: ${reasons.map((finding) => finding.message).join("; ")}`,
    );
  }
  if (failed.length > 0 && !note) {
    throw new AppError(
      "PRECONDITION",
      `say why it is fine although: ${failed.map((finding) => finding.message).join("; ")}`,
    );
  }
}

/** Whether a skip by the caller makes it one too many: it was given to them, or others skipped it before. */
async function isGivenUp(ctx: Context, sampleId: string): Promise<boolean> {
  const others = { kind: "skip", undoneAt: null, actorId: { not: ctx.actor.id } };
  const found = await ctx.db.sample.count({
    where: {
      id: sampleId,
      OR: [{ assigneeId: ctx.actor.id }, { verdicts: { some: others } }],
    },
  });
  return found > 0;
}

async function moveSample(
  ctx: Context,
  sample: { id: string },
  input: { version: number; kind: VerdictKind },
  givenUp: boolean,
) {
  const state = input.kind === "skip" ? "queued" : nextState("queued", input.kind);
  const { count } = await ctx.db.sample.updateMany({
    where: {
      id: sample.id,
      version: input.version,
      state: "queued",
      ...heldByNobodyElse(ctx),
    },
    data: {
      state: state ?? undefined,
      version: { increment: 1 },
      leaseActorId: null,
      leaseExpiresAt: null,
      returned: false,
      ...(givenUp ? { forLead: true, assigneeId: null } : {}),
    },
  });
  if (count === 0) {
    throw new AppError(
      "CONFLICT",
      "this sample was changed or decided by somebody else since you opened it",
    );
  }
}
