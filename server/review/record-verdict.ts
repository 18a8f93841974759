import * as z from "zod";
import { canonicalJson } from "#core/canonical-json.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import type { Finding } from "#core/plausibility/finding.ts";
import { isBlocked } from "#core/plausibility/finding.ts";
import { Edit } from "#core/sample/revision.ts";
import { nextState } from "#core/sample/sample-state.ts";
import { RejectReason, VerdictKind } from "#core/sample/verdict.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { loadOverlayPhoto, renderOverlayPair } from "../overlay/render-overlay-pair.ts";
import type { Revised } from "../sample/add-revision.ts";
import { addRevision } from "../sample/add-revision.ts";
import type { SampleDetail } from "../sample/get-sample.ts";
import { getSample } from "../sample/get-sample.ts";
import { leaseNextSample } from "./lease-next-sample.ts";

export const RecordVerdictInput = z
  .object({
    sampleId: z.string(),
    /** The version the reviewer was looking at. */
    version: z.number().int(),
    kind: VerdictKind,
    reason: RejectReason.optional(),
    note: z.string().trim().max(1000).optional(),
    /** The edit as the reviewer leaves it; left out when nothing was changed. */
    edit: Edit.optional(),
  })
  .superRefine((input, check) => {
    if (input.kind === "reject" && !input.reason)
      check.addIssue({ code: "custom", path: ["reason"], message: "say why it is rejected" });
    if (input.kind === "skip" && !input.note)
      check.addIssue({ code: "custom", path: ["note"], message: "say why it is skipped" });
    if (input.reason === "other" && !input.note)
      check.addIssue({ code: "custom", path: ["note"], message: "say what is wrong" });
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
  const sample = await getSample(ctx, input.sampleId);
  const revised = await revise(sample, input.edit);
  if (input.kind === "accept")
    requireAcceptable(revised?.findings ?? sample.current.findings, input.note);
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    await moveSample(inside, sample, input);
    const judgedId = revised ? await addRevision(inside, sample.id, revised) : sample.current.id;
    await tx.verdict.create({
      data: {
        sampleId: sample.id,
        revisionId: judgedId,
        actorId: ctx.actor.id,
        kind: input.kind,
        reason: input.reason,
        note: input.note,
      },
    });
    await audit(inside, {
      action: `sample.${input.kind}`,
      subjectId: sample.id,
      before: { state: sample.state, revision: sample.current.number },
      after: { revisionId: judgedId, reason: input.reason, note: input.note },
    });
    return { next: await leaseNextSample(inside) };
  });
}

/** What the reviewer changed, checked and drawn; null when the edit is the one stored. */
async function revise(sample: SampleDetail, edit: Edit | undefined): Promise<Revised | null> {
  if (!edit || canonicalJson(edit) === canonicalJson(sample.current.edit)) return null;
  if (edit.operation.kind === "remove" ? edit.targetBox !== null : edit.targetBox === null)
    throw new AppError("INVALID", "targetBox: a removal has none, every other operation has one");
  if (!sample.frame.imageHash)
    throw new AppError("INTERNAL", `frame ${sample.frame.id} has no stored photo`);
  const photo = await loadOverlayPhoto(sample.frame.imageHash);
  const pictures = await renderOverlayPair(photo, sample.scene, edit);
  return { edit, findings: checkEdit(sample.scene, edit), ...pictures };
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

async function moveSample(
  ctx: Context,
  sample: SampleDetail,
  input: { version: number; kind: VerdictKind },
) {
  const state = input.kind === "skip" ? "queued" : nextState("queued", input.kind);
  const { count } = await ctx.db.sample.updateMany({
    where: {
      id: sample.id,
      version: input.version,
      state: "queued",
      OR: [
        { leaseExpiresAt: null },
        { leaseExpiresAt: { lt: new Date() } },
        { leaseActorId: ctx.actor.id },
      ],
    },
    data: {
      state: state ?? undefined,
      version: { increment: 1 },
      leaseActorId: null,
      leaseExpiresAt: null,
    },
  });
  if (count === 0) {
    throw new AppError(
      "CONFLICT",
      "this sample was changed or decided by somebody else since you opened it",
    );
  }
}
