import { describe, expect, it } from "vitest";
import type { GateAnswer } from "#core/gate/gate-answer.ts";
import { finding } from "#core/plausibility/finding.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import { readBlob } from "#server/storage.ts";
import { chairToTheLeft } from "#server/test/factories.ts";
import { gate, outcomeOf, says, startModel, withCandidate } from "../test/gate-case.ts";
import { performStage } from "../test/perform-stage.ts";
import type { AskedOf } from "../test/stand-in-model.ts";

const model = await startModel();

describe("a model as the gate", () => {
  it("keeps a candidate in words of its own, with all that it saw and said", () =>
    withCandidate(async (given) => {
      await gate(given);
      const outcome = await outcomeOf(given);
      expect(outcome).toMatchObject({
        state: "queued",
        verdict: "keep",
        gate: "seer",
        revision: 2,
      });
      const { rewrites, pictures, prompt } = outcome.detail!;
      expect(rewrites.map(({ problems }) => problems)).toEqual([[], [], []]);
      expect(rewrites.map(({ text }) => text)).toContain(outcome.instruction);
      expect(pictures.map(({ kind }) => kind)).toEqual(["whole", "close-up"]);
      for (const { hash } of pictures)
        expect((await readBlob(hash)).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
      expect((await readBlob(prompt.textHash)).toString()).toContain(given.sampleId);
    }));

  it("is not asked about what a rule drops, nor about what is decided", () =>
    withCandidate(async (given) => {
      const { ctx, sampleId } = given;
      const floats = finding("support", { passed: false, message: "floats" });
      await ctx.db.revision.updateMany({ where: { sampleId }, data: { findings: [floats] } });
      await gate(given);
      expect(await outcomeOf(given)).toMatchObject({
        state: "dropped",
        gate: "rules",
        causes: ["support"],
        calls: 0,
      });
      await gate(given);
      expect(model.asked).toEqual([]);
    }));

  const reasons: GateAnswer["reasons"] = [{ reason: "collision", text: "It hits the table." }];
  it.each([
    [0.9, 0, { state: "dropped", verdict: "drop", causes: ["collision"], auditShare: null }],
    [0.9, 1, { state: "queued", verdict: "drop", causes: ["collision"], auditShare: 1 }],
    [0.5, 0, { state: "queued", verdict: "unsure", auditShare: null }],
  ])("that drops with confidence %d, share %d looked at", (confidence, auditShare, expected) =>
    withCandidate(async (given) => {
      model.act = says({ verdict: "drop", confidence, reasons });
      await gate(given, { auditShare });
      expect(await outcomeOf(given)).toMatchObject({
        ...expected,
        reasons: ["It hits the table."],
      });
    }),
  );

  it("words what people see blind like all the others, and nothing else that it drops", () =>
    withCandidate(async (given) => {
      model.act = says({ verdict: "drop", confidence: 0.9, reasons });
      await gate(given, { auditShare: 1 });
      const drawn = await outcomeOf(given);
      expect(drawn).toMatchObject({ state: "queued", verdict: "drop", revision: 2 });
      expect(drawn.detail!.rewrites.map(({ text }) => text)).toContain(drawn.instruction);
      await gate(given, { auditShare: 0 });
      const dropped = await outcomeOf(given);
      expect(dropped).toMatchObject({ state: "dropped", revision: 1 });
      expect(dropped.detail!.rewrites).toEqual([]);
    }));

  it("corrects a label, and the checks and words follow", () =>
    withCandidate(async (given) => {
      const region: [number, number, number, number] = [0.28, 0.5, 0.47, 0.82];
      const rewrite = ({ operation }: AskedOf) =>
        operation.kind === "move" ? "Shift the armchair 0.5 m to the left." : "";
      model.act = says((of) => ({
        labelCorrection: { label: "armchair", region },
        rewrites: [rewrite(of), "Shift the chair 0.5 m to the left.", "Pull it."],
      }));
      await gate(given);
      const outcome = await outcomeOf(given);
      expect(outcome).toMatchObject({
        label: "armchair",
        instruction: "Shift the armchair 0.5 m to the left.",
        detail: { labelFix: { from: "chair", label: "armchair", refused: null } },
      });
      const [first] = await given.ctx.db.revision.findMany({ orderBy: { number: "asc" } });
      expect(first!.edit).toMatchObject({ label: "chair" });
    }));

  it("does not get a label that is not where the object is", () =>
    withCandidate(async (given) => {
      model.act = says({ labelCorrection: { label: "armchair", region: [0.8, 0, 1, 0.2] } });
      await gate(given);
      const { label, detail } = await outcomeOf(given);
      expect(label).toBe("chair");
      expect(detail!.labelFix!.refused).toMatch(/seen elsewhere/);
    }));

  it("is told once which of its words are wrong, and the rest is not used", () =>
    withCandidate(async (given) => {
      const wrong = ["Shift the chair 0.8 m to the left.", "Rotate the chair.", "Move the table."];
      model.act = says(
        { rewrites: wrong },
        { rewrites: [...wrong.slice(1), "Move the chair 50 cm left."] },
      );
      await gate(given);
      const { instruction, detail } = await outcomeOf(given);
      expect(instruction).toBe("Move the chair 50 cm left.");
      expect(detail!.rewrites.filter(({ problems }) => problems.length > 0)).toHaveLength(3);
      expect(model.asked).toHaveLength(2);
      expect(JSON.stringify(model.asked[1]!.body.messages.at(-1))).toContain(
        "says 0.8 m, the edit is 0.5 m",
      );
    }));

  it("leaves the template where no words hold", () =>
    withCandidate(async (given) => {
      model.act = says({ rewrites: ["Spin.", "Fly.", "Dance."] });
      await gate(given);
      expect(await outcomeOf(given)).toMatchObject({
        state: "queued",
        instruction: chairToTheLeft().instruction,
        revision: 1,
      });
    }));

  it("is not overruled by the rules", () =>
    withCandidate(async (given) => {
      model.act = says({ verdict: "unsure", confidence: 0.4 });
      await gate(given);
      const before = await outcomeOf(given);
      const parameters = RunParameters.parse({});
      await performStage(given.ctx, "gate-candidate", given.sampleId, parameters);
      expect(await outcomeOf(given)).toEqual(before);
    }));

  it("votes", () =>
    withCandidate(async (given) => {
      model.act = says(
        { verdict: "drop", reasons, confidence: 0.8 },
        {},
        { verdict: "drop", reasons, confidence: 1 },
      );
      await gate(given, { votes: 3, temperature: 0.7, auditShare: 0 });
      const { verdict, detail } = await outcomeOf(given);
      expect(verdict).toBe("drop");
      expect(detail!.answer.confidence).toBeCloseTo(0.6, 9);
      expect(model.asked.map(({ body }) => body.seed)).toEqual([1, 2, 3]);
    }));
});
