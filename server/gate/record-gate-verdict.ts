import { canonicalJson } from "#core/canonical-json.ts";
import type { GateVerdict } from "#core/gate/gate-answer.ts";
import type { GateDetail } from "#core/gate/gate-detail.ts";
import type { CheckName } from "#core/plausibility/finding.ts";
import type { Edit } from "#core/sample/revision.ts";
import { nextState, statesBefore } from "#core/sample/sample-state.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import type { Revised } from "../sample/add-revision.ts";
import { addRevision, makeCurrent } from "../sample/add-revision.ts";

/** What a gate says about a sample as the pipeline made it. */
export type GateVerdictInput = {
  readonly sampleId: string;
  /** The sample's version when it was looked at. */
  readonly version: number;
  /** The machine's revision, which was judged. */
  readonly judged: { readonly revisionId: string; readonly edit: Edit };
  /** "rules", or the model's name. */
  readonly gate: string;
  readonly verdict: GateVerdict;
  /** What stands against it. */
  readonly causes: readonly CheckName[];
  /** The same in sentences for people. */
  readonly reasons: readonly string[];
  readonly provenanceHash: string;
  readonly confidence?: number;
  readonly detail?: GateDetail;
  /** Words and label as the gate would have them, in the place of the judged ones. */
  readonly revised?: Revised | null;
  /** Not null: it goes to people although it is dropped, drawn with this probability. */
  readonly auditShare?: number | null;
};

/**
 * Writes down what a gate said and sends the sample on to people or drops it. CONFLICT when somebody changed
 * it or took it in hand meanwhile.
 */
export async function recordGateVerdict(ctx: Context, said: GateVerdictInput): Promise<void> {
  const { sampleId, gate, verdict, judged, provenanceHash, revised, auditShare = null } = said;
  const { revisionId } = judged;
  const facts = {
    verdict,
    causes: [...said.causes],
    reasons: [...said.reasons],
    confidence: said.confidence ?? null,
    detail: (said.detail ?? null) as unknown as Prisma.InputJsonValue,
    provenanceHash,
    createdAt: new Date(),
  };
  await withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    await moveSample(inside, said, auditShare);
    await tx.gateVerdict.upsert({
      where: { revisionId_gate: { revisionId, gate } },
      create: { sampleId, revisionId, gate, ...facts },
      update: facts,
    });
    const known = revised ? await findRevision(inside, sampleId, revised.edit) : revisionId;
    if (revised && !known) await addRevision(await asGate(inside, gate), sampleId, revised);
    else await makeCurrent(inside, sampleId, known ?? revisionId, (revised ?? judged).edit);
  });
}

/** A revision that says just this already: the same gate asked again says the same. */
async function findRevision(ctx: Context, sampleId: string, edit: Edit): Promise<string | null> {
  const revisions = await ctx.db.revision.findMany({
    where: { sampleId },
    select: { id: true, edit: true },
  });
  const meant = canonicalJson(edit);
  return revisions.find((one) => canonicalJson(one.edit) === meant)?.id ?? null;
}

async function moveSample(
  ctx: Context,
  { sampleId, version, verdict }: GateVerdictInput,
  auditShare: number | null,
): Promise<void> {
  const event = verdict === "drop" && auditShare === null ? "drop" : "keep";
  const { count } = await ctx.db.sample.updateMany({
    where: {
      id: sampleId,
      version,
      state: { in: statesBefore(event) },
      OR: [{ leaseExpiresAt: null }, { leaseExpiresAt: { lt: new Date() } }],
    },
    data: {
      state: nextState("rendered", event) ?? undefined,
      auditShare,
      version: { increment: 1 },
    },
  });
  if (count === 0)
    throw new AppError("CONFLICT", `sample ${sampleId} was changed or is being looked at`);
}

/** The gate itself as the one who writes. */
async function asGate(ctx: Context, gate: string): Promise<Context> {
  const actor = { id: `gate:${gate}`, name: `Gate (${gate})`, kind: "system" as const };
  await ctx.db.actor.createMany({ data: [actor], skipDuplicates: true });
  return { ...ctx, actor };
}
