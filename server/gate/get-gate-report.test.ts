import { describe, expect, it } from "vitest";
import { confusionOf } from "#core/gate/accountability/confusion.ts";
import type { GateOutcome } from "#core/gate/accountability/outcome.ts";
import type { GateVerdict } from "#core/gate/gate-answer.ts";
import type { RejectReason } from "#core/sample/verdict.ts";
import { gateDetail } from "#core/test/gate-detail.ts";
import type { Context } from "../context.ts";
import { recordVerdict } from "../review/record-verdict.ts";
import { undoVerdict } from "../review/undo-verdict.ts";
import { getSample } from "../sample/get-sample.ts";
import { chairToTheLeft, createSample, createScene, standingBox } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { findDisagreements } from "./find-disagreements.ts";
import { findGates } from "./find-gates.ts";
import { recordGateCall } from "./record-gate-call.ts";
import { getGateReport } from "./get-gate-report.ts";
import { getGateSubject } from "./get-gate-subject.ts";
import type { GateVerdictInput } from "./record-gate-verdict.ts";
import { recordGateVerdict } from "./record-gate-verdict.ts";

const gate = "some-model";
const hashes = { beforeHash: "a".repeat(64), afterHash: "b".repeat(64) };

/** A sample that the gate has judged; `said` is the model's own verdict. */
async function judged(
  ctx: Context,
  number: number,
  { said, ...input }: Partial<GateVerdictInput> & { verdict: GateVerdict; said?: GateVerdict },
  frameId = "0123456789_frame_000000",
): Promise<string> {
  const id = await createSample(ctx, frameId, { number, state: "rendered" });
  const { version, revisionId, edit } = await getGateSubject(ctx, id);
  const { provenanceHash } = await ctx.db.sample.findUniqueOrThrow({ where: { id } });
  await recordGateVerdict(ctx, {
    sampleId: id,
    version,
    judged: { revisionId, edit },
    gate,
    causes: [],
    reasons: [],
    provenanceHash,
    confidence: 0.9,
    detail: gateDetail(said ?? input.verdict),
    ...input,
  });
  return id;
}

async function decide(
  ctx: Context,
  sampleId: string,
  reason: RejectReason | null,
  edit?: ReturnType<typeof chairToTheLeft>,
): Promise<void> {
  const { version } = await getSample(ctx, sampleId);
  await recordVerdict(ctx, {
    sampleId,
    version,
    kind: reason ? "reject" : "accept",
    reason: reason ?? undefined,
    note: "as seen",
    edit,
  });
}

async function as(ctx: Context, name: string): Promise<Context> {
  const actor = { id: `person:${name}`, name, kind: "person" } as const;
  await ctx.db.actor.createMany({ data: [actor], skipDuplicates: true });
  return { db: ctx.db, actor };
}

async function outcomes(ctx: Context, filter: object = {}): Promise<GateOutcome[]> {
  const report = await getGateReport(ctx, { gate, ...filter });
  const orderOf = ({ confidence, verdict, auditShare, human }: GateOutcome) =>
    `${confidence} ${verdict} ${auditShare} ${human?.fixed}`;
  return report.outcomes.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
}

describe("the report on a gate", () => {
  it("counts alike candidates in one row, with the newest verdict by a person that stands", () =>
    inRollback(async (ctx) => {
      await createScene(ctx);
      const [ann, ben] = [await as(ctx, "ann"), await as(ctx, "ben")];
      const ids = [
        await judged(ctx, 0, { verdict: "keep" }),
        await judged(ctx, 1, { verdict: "keep" }),
        await judged(ctx, 2, { verdict: "keep", confidence: 0.29 }),
      ];
      await decide(ann, ids[0]!, null);
      await decide(ann, ids[1]!, null);
      await decide(ann, ids[2]!, "collision");
      await undoVerdict(ann, { sampleId: ids[2]! });
      await ctx.db.sample.update({ where: { id: ids[2]! }, data: { leaseExpiresAt: null } });
      await decide(ben, ids[2]!, "ambiguous-object");
      expect(await outcomes(ctx)).toMatchObject([
        { count: 1, confidence: 0.29, human: { kind: "reject", reason: "ambiguous-object" } },
        { count: 2, confidence: 0.9, human: { kind: "accept", fixed: false, reason: null } },
      ]);
      await undoVerdict(ben, { sampleId: ids[2]! });
      expect((await outcomes(ctx)).filter(({ human }) => human === null)).toHaveLength(1);
    }));

  it("tells a corrected box from other words, and the gate's words from a person's", () =>
    inRollback(async (ctx) => {
      await createScene(ctx);
      const words = { ...chairToTheLeft(), instruction: "Shift the chair 50 cm to the left." };
      const revised = { edit: words, findings: [], ...hashes };
      const byGate = await judged(ctx, 0, { verdict: "keep", revised });
      const byPerson = await judged(ctx, 1, { verdict: "keep" });
      const box = await judged(ctx, 2, { verdict: "keep", revised });
      await decide(ctx, byGate, null);
      await decide(ctx, byPerson, null, words);
      await decide(ctx, box, null, {
        ...chairToTheLeft(),
        operation: { kind: "move", direction: "left", distanceMeters: 0.6 },
        targetBox: standingBox(-1, 3, 0.5, 0.9, 0.5),
        instruction: "Move the chair 60 cm to the left.",
      });
      const rows = await outcomes(ctx);
      expect(rows.map(({ count, human }) => [count, human?.fixed])).toEqual([
        [2, false],
        [1, true],
      ]);
    }));

  it("keeps the model's own verdict, the draw, and what nobody will see", () =>
    inRollback(async (ctx) => {
      await createScene(ctx);
      const weak = { verdict: "unsure", said: "drop", confidence: 0.55 } as const;
      const unsure = await judged(ctx, 0, { ...weak, causes: ["support", "collision"] });
      const drawn = await judged(ctx, 1, { verdict: "drop", auditShare: 0.05 });
      await judged(ctx, 2, { verdict: "drop", causes: ["collision"] });
      await decide(ctx, unsure, "floating");
      await decide(ctx, drawn, null);
      const rows = await outcomes(ctx);
      expect(rows).toMatchObject([
        { ...weak, causes: ["support", "collision"], human: { reason: "floating" } },
        { verdict: "drop", auditShare: 0.05, human: { kind: "accept" } },
        { verdict: "drop", auditShare: null, causes: ["collision"], human: null },
      ]);
      expect(confusionOf(rows)[1]).toMatchObject({ accepted: 1, weightedAccepted: 2, notSeen: 1 });
    }));

  it("forgets the draw of a dropped one that another gate has let through since", () =>
    inRollback(async (ctx) => {
      await createScene(ctx);
      const id = await judged(ctx, 0, { verdict: "drop", auditShare: 0.05 });
      const { version, revisionId, edit } = await getGateSubject(ctx, id);
      const { provenanceHash } = await ctx.db.sample.findUniqueOrThrow({ where: { id } });
      await recordGateVerdict(ctx, {
        sampleId: id,
        version,
        judged: { revisionId, edit },
        gate: "another",
        verdict: "drop",
        causes: [],
        reasons: [],
        provenanceHash,
        auditShare: 0.5,
      });
      await decide(ctx, id, null);
      expect(await outcomes(ctx)).toMatchObject([{ verdict: "drop", auditShare: null }]);
      expect(await outcomes(ctx, { gate: "another" })).toMatchObject([{ auditShare: 0.5 }]);
      expect(await findGates(ctx)).toEqual([
        { gate: "another", candidates: 1 },
        { gate, candidates: 1 },
      ]);
    }));

  it("is narrowed by run, scene and operation, and sums the calls of what is left", () =>
    inRollback(async (ctx) => {
      await createScene(ctx);
      const other = await createScene(ctx, "9876543210");
      const here = await judged(ctx, 0, { verdict: "keep" });
      const there = await judged(ctx, 1, { verdict: "keep" }, other.frameId);
      const run = await ctx.db.run.create({
        data: { actorId: ctx.actor.id, until: "gate-candidate", parameters: {} },
      });
      await ctx.db.task.create({
        data: { runId: run.id, stage: "gate-candidate", subjectId: here, sceneId: "0123456789" },
      });
      const call = { requestHash: "0", runId: run.id, model: gate, reply: {}, latencyMs: 1 };
      const priced = { ...call, inputTokens: 1000, outputTokens: 100, dollars: 0.25 };
      await recordGateCall(ctx, { ...priced, sampleId: here });
      await recordGateCall(ctx, { ...priced, sampleId: here, dollars: null });
      await recordGateCall(ctx, { ...priced, sampleId: there });
      await recordGateCall(ctx, { ...priced, sampleId: there, model: "another" });
      await decide(ctx, here, null);
      const spendingIn = async (filter: object) =>
        (await getGateReport(ctx, { gate, ...filter })).spending;
      const ofHere = {
        calls: 2,
        callsWithoutPrice: 1,
        dollars: 0.25,
        inputTokens: 2000,
        outputTokens: 200,
        candidates: 1,
        accepted: 1,
      };
      expect(await spendingIn({ runId: run.id })).toEqual(ofHere);
      expect(await spendingIn({ sceneId: "0123456789" })).toEqual(ofHere);
      expect(await spendingIn({})).toMatchObject({ calls: 3, dollars: 0.5, candidates: 2 });
      expect(await outcomes(ctx, { operation: "rotate" })).toEqual([]);
      expect(await spendingIn({ operation: "rotate" })).toMatchObject({ calls: 0, dollars: 0 });
    }));
});

describe("disagreements with a gate", () => {
  it("are listed with what both say, the surest first", () =>
    inRollback(async (ctx) => {
      await createScene(ctx);
      const drawn = { verdict: "drop", auditShare: 0.05, reasons: ["it floats"] } as const;
      const ids = [
        await judged(ctx, 0, { ...drawn, confidence: 0.7 }),
        await judged(ctx, 1, { ...drawn, confidence: 0.8 }),
        await judged(ctx, 2, { ...drawn }),
        await judged(ctx, 3, { verdict: "keep" }),
        await judged(ctx, 4, { verdict: "keep" }),
      ];
      await decide(ctx, ids[0]!, null);
      await decide(ctx, ids[1]!, null);
      await decide(ctx, ids[2]!, "floating");
      await decide(ctx, ids[3]!, "collision");
      const found = await findDisagreements(ctx, { gate });
      const { instruction } = chairToTheLeft();
      expect(found.droppedAccepted).toEqual(
        [ids[1], ids[0]].map((sampleId, index) => ({
          sampleId,
          operation: "move",
          instruction,
          confidence: [0.8, 0.7][index],
          gateReasons: ["it floats"],
          humanReason: null,
        })),
      );
      expect(found.keptRejected).toMatchObject([{ sampleId: ids[3], humanReason: "collision" }]);
      expect((await findDisagreements(ctx, { gate }, 1)).droppedAccepted).toHaveLength(1);
      const none = { droppedAccepted: [], keptRejected: [] };
      expect(await findDisagreements(ctx, { gate: "nobody" })).toEqual(none);
    }));
});
