import { describe, expect, it } from "vitest";
import type { Context } from "../context.ts";
import { leaseNextSample } from "../review/lease-next-sample.ts";
import { recordVerdict } from "../review/record-verdict.ts";
import { undoVerdict } from "../review/undo-verdict.ts";
import { chairToTheLeft, createSample, createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { findGateWordings } from "./find-gate-wordings.ts";
import type { GateSubject } from "./get-gate-subject.ts";
import { getGateSubject } from "./get-gate-subject.ts";
import type { GateVerdictInput } from "./record-gate-verdict.ts";
import { recordGateVerdict } from "./record-gate-verdict.ts";

const hashes = { beforeHash: "a".repeat(64), afterHash: "b".repeat(64) };

async function say(
  ctx: Context,
  subject: GateSubject,
  said: Pick<GateVerdictInput, "verdict"> & Partial<GateVerdictInput>,
): Promise<void> {
  const { provenanceHash } = await ctx.db.sample.findUniqueOrThrow({ where: { id: subject.id } });
  await recordGateVerdict(ctx, {
    sampleId: subject.id,
    version: subject.version,
    judged: { revisionId: subject.revisionId, edit: subject.edit },
    gate: "some-model",
    causes: [],
    reasons: [],
    provenanceHash,
    ...said,
  });
}

const subjectIn = async (ctx: Context, state: "rendered" | "queued" = "rendered") => {
  const { frameId } = await createScene(ctx);
  return getGateSubject(ctx, await createSample(ctx, frameId, { state }));
};

describe("a gate's verdict", () => {
  it.each([
    ["keep", null, "queued"],
    ["unsure", null, "queued"],
    ["drop", null, "dropped"],
    ["drop", 0.05, "queued"],
  ] as const)("%s, drawn with probability %s: %s", (verdict, auditShare, state) =>
    inRollback(async (ctx) => {
      const subject = await subjectIn(ctx);
      const reasons = ["floats 0.43 m above the floor"];
      await say(ctx, subject, { verdict, causes: ["support"], reasons, auditShare });
      expect(await ctx.db.sample.findUniqueOrThrow({ where: { id: subject.id } })).toMatchObject({
        state,
        auditShare,
        currentRevisionId: subject.revisionId,
      });
      expect(await ctx.db.gateVerdict.findMany({ where: { sampleId: subject.id } })).toMatchObject([
        { gate: "some-model", verdict, causes: ["support"], reasons },
      ]);
    }),
  );

  it("keeps the machine's words and label beside the gate's", () =>
    inRollback(async (ctx) => {
      const subject = await subjectIn(ctx);
      const edit = { ...chairToTheLeft(), label: "armchair", instruction: "Shift the armchair." };
      await say(ctx, subject, { verdict: "keep", revised: { edit, findings: [], ...hashes } });
      const row = await ctx.db.sample.findUniqueOrThrow({
        where: { id: subject.id },
        include: { revisions: { orderBy: { number: "asc" }, include: { actor: true } } },
      });
      expect(row.label).toBe("armchair");
      expect(row.revisions.map(({ number, actor }) => [number, actor.id])).toEqual([
        [1, ctx.actor.id],
        [2, "gate:some-model"],
      ]);
      expect(row.revisions[0]!.edit).toMatchObject({ label: "chair" });
      expect(row.currentRevisionId).toBe(row.revisions[1]!.id);
    }));

  it("counts with its words to how varied they are", () =>
    inRollback(async (ctx) => {
      const subject = await subjectIn(ctx);
      const edit = { ...chairToTheLeft(), instruction: "Shift that chair 0.5 m to the left." };
      await say(ctx, subject, { verdict: "keep", revised: { edit, findings: [], ...hashes } });
      expect(await findGateWordings(ctx, { gate: "some-model" })).toMatchObject([
        { operation: "move", diversity: { texts: 1, openings: { counts: [["shift that", 1]] } } },
      ]);
      expect(await findGateWordings(ctx, { gate: "another" })).toEqual([]);
    }));

  it("may be given again while nobody has looked, and judges the machine's revision", () =>
    inRollback(async (ctx) => {
      const subject = await subjectIn(ctx);
      const edit = { ...chairToTheLeft(), instruction: "Shift the chair." };
      await say(ctx, subject, { verdict: "keep", revised: { edit, findings: [], ...hashes } });
      const again = await getGateSubject(ctx, subject.id);
      expect(again).toMatchObject({ undecided: true, revisionId: subject.revisionId });
      await say(ctx, again, { verdict: "drop" });
      expect(await ctx.db.sample.findUniqueOrThrow({ where: { id: subject.id } })).toMatchObject({
        state: "dropped",
        currentRevisionId: subject.revisionId,
      });
      expect((await getGateSubject(ctx, subject.id)).undecided).toBe(false);
    }));

  it("takes nothing away from a person", () =>
    inRollback(async (ctx) => {
      const seen = await subjectIn(ctx, "queued");
      await leaseNextSample(ctx);
      expect((await getGateSubject(ctx, seen.id)).undecided).toBe(false);
      await expect(say(ctx, seen, { verdict: "drop" })).rejects.toMatchObject({
        code: "CONFLICT",
      });
      await recordVerdict(ctx, {
        sampleId: seen.id,
        version: seen.version,
        kind: "reject",
        reason: "collision",
      });
      await expect(say(ctx, seen, { verdict: "keep" })).rejects.toMatchObject({
        code: "CONFLICT",
      });
      await undoVerdict(ctx, { sampleId: seen.id });
      expect((await getGateSubject(ctx, seen.id)).undecided).toBe(false);
    }));
});
