import { describe, expect, it } from "vitest";
import type { GateVerdict } from "#core/gate/gate-answer.ts";
import { gateDetail } from "#core/test/gate-detail.ts";
import type { Context } from "../context.ts";
import { recordVerdict } from "../review/record-verdict.ts";
import { undoVerdict } from "../review/undo-verdict.ts";
import { getSample } from "../sample/get-sample.ts";
import { chairToTheLeft, createSample, createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { getGateSubject } from "./get-gate-subject.ts";
import { getSampleGate } from "./get-sample-gate.ts";
import { lookAtGate } from "./look-at-gate.ts";
import { recordGateVerdict } from "./record-gate-verdict.ts";

const hash = "a".repeat(64);
const good = "Shift the chair 0.5 m to the left.";
const reason = "It hits the table.";

const rewrites = [
  { text: good, problems: [] },
  { text: "Shift it.", problems: ["does not say how far"] },
];

/** A sample that waits for people, as a gate left it. */
async function judged(
  ctx: Context,
  verdict: GateVerdict,
  { gate = "seer", number = 0, frameId }: { gate?: string; number?: number; frameId: string },
): Promise<string> {
  const sampleId = await createSample(ctx, frameId, { state: "rendered", number });
  const { version, revisionId, edit } = await getGateSubject(ctx, sampleId);
  const { provenanceHash } = await ctx.db.sample.findUniqueOrThrow({ where: { id: sampleId } });
  const isModel = gate !== "rules";
  await recordGateVerdict(ctx, {
    sampleId,
    version,
    judged: { revisionId, edit },
    gate,
    verdict,
    causes: ["collision"],
    reasons: [reason],
    provenanceHash,
    auditShare: verdict === "drop" ? 0.0625 : null,
    ...(isModel && {
      confidence: 0.8321,
      detail: gateDetail(verdict, rewrites, 0.8321),
      revised: {
        edit: { ...chairToTheLeft(), instruction: good },
        findings: [],
        beforeHash: hash,
        afterHash: hash,
      },
    }),
  });
  return sampleId;
}

describe("people judge what a model judged", () => {
  it("without being told what it said, before, and with it after; a verdict taken back hides it again", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await judged(ctx, "unsure", { frameId });
      const before = await getSample(ctx, sampleId);
      expect(before.gate).toEqual({ gate: "seer", verdict: null, reasons: [] });
      expect(before.wordings).toEqual([good]);
      const sent = JSON.stringify(before);
      for (const told of ["unsure", reason, "0.8321", "does not say how far"])
        expect(sent).not.toContain(told);
      await recordVerdict(ctx, {
        sampleId,
        version: before.version,
        kind: "skip",
        reason: "second-look",
      });
      expect((await getSample(ctx, sampleId)).gate?.verdict).toBeNull();
      const { version } = await getSample(ctx, sampleId);
      await recordVerdict(ctx, { sampleId, version, kind: "accept" });
      const told = { gate: "seer", verdict: "unsure", reasons: [reason] };
      expect((await getSample(ctx, sampleId)).gate).toEqual(told);
      await undoVerdict(ctx, { sampleId });
      expect((await getSample(ctx, sampleId)).gate?.verdict).toBeNull();
    }));

  it("and cannot tell those that it dropped from those that it kept", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const kept = await judged(ctx, "keep", { frameId });
      const dropped = await judged(ctx, "drop", { frameId, number: 1 });
      const sent = async (id: string) => {
        const { id: _id, number: _number, ...rest } = await getSample(ctx, id);
        const text = JSON.stringify({ ...rest, scene: null });
        expect(text).not.toMatch(/audit|0\.0625/i);
        return text.replaceAll(id, "ID").replaceAll(/"at":"[^"]*"/g, '"at":""');
      };
      expect(await sent(dropped)).toBe(await sent(kept));
    }));

  it("but the rules' note is shown at once", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await judged(ctx, "keep", { frameId, gate: "rules" });
      const { gate, wordings } = await getSample(ctx, sampleId);
      expect(gate).toEqual({ gate: "rules", verdict: "keep", reasons: [reason] });
      expect(wordings).toEqual([]);
      expect(await getSampleGate(ctx, sampleId)).toBeNull();
      await expect(lookAtGate(ctx, sampleId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }));

  it("and whoever looks all the same is written down, with what it cost", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx);
      const sampleId = await judged(ctx, "keep", { frameId });
      const { id: runId } = await ctx.db.run.create({
        data: { actorId: ctx.actor.id, until: "gate-candidate", parameters: {} },
      });
      const call = { runId, sampleId, model: "seer", reply: {}, latencyMs: 900 };
      await ctx.db.gateCall.createMany({
        data: [
          {
            ...call,
            requestHash: "b".repeat(64),
            inputTokens: 800,
            outputTokens: 90,
            dollars: 0.25,
          },
          { ...call, requestHash: "c".repeat(64), inputTokens: 5, outputTokens: 5, dollars: 9 },
        ],
      });
      expect(await ctx.db.auditEntry.count({ where: { subjectId: sampleId } })).toBe(0);
      const said = await lookAtGate(ctx, sampleId);
      expect(said).toMatchObject({
        verdict: "keep",
        confidence: 0.8321,
        reasons: [reason],
        calls: { count: 1, inputTokens: 800, outputTokens: 90, dollars: 0.25 },
      });
      expect(await ctx.db.auditEntry.findMany({ where: { subjectId: sampleId } })).toMatchObject([
        { action: "gate.look", actorId: ctx.actor.id, after: { gate: "seer" } },
      ]);
    }));
});
