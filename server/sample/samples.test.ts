import { describe, expect, it } from "vitest";
import { proposeOperations } from "#core/operation/propose-operations.ts";
import { ProposeOptions } from "#core/operation/propose-options.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import type { Context } from "../context.ts";
import { getFrameScene } from "../frame/get-frame-scene.ts";
import { recordProvenance } from "../provenance/record-provenance.ts";
import { createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { advanceSamples } from "./advance-samples.ts";
import { createSamples, sampleId } from "./create-samples.ts";
import { findFrameSamples } from "./find-frame-samples.ts";
import { getFrameSample } from "./get-frame-sample.ts";

const backend = "annotation";

async function proposed(ctx: Context, seed = 1) {
  const { frameId } = await createScene(ctx);
  const scene = await getFrameScene(ctx, frameId, backend);
  const { edits } = proposeOperations(scene, ProposeOptions.parse({}), seed);
  const provenanceHash = await provenance(ctx);
  return { frameId, scene, edits, provenanceHash };
}

function provenance(ctx: Context): Promise<string> {
  return recordProvenance(ctx, {
    stage: "gate-candidate",
    codeVersion: "test",
    model: null,
    modelHash: null,
    parameters: {},
    seed: 1,
    inputs: [],
  });
}

describe("creating samples", () => {
  it("numbers them on, gives each a first revision and says the same ids however often it is asked", () =>
    inRollback(async (ctx) => {
      const { frameId, edits, provenanceHash } = await proposed(ctx);
      expect(edits.length).toBeGreaterThan(4);
      const first = await createSamples(ctx, {
        frameId,
        backend,
        edits: edits.slice(0, 3),
        provenanceHash,
      });
      expect(
        await createSamples(ctx, { frameId, backend, edits: edits.slice(0, 3), provenanceHash }),
      ).toEqual(first);
      const all = await createSamples(ctx, { frameId, backend, edits, provenanceHash });
      expect(all.slice(0, 3)).toEqual(first);
      const samples = await findFrameSamples(ctx, { frameId, backend, state: "proposed" });
      expect(samples.map(({ id }) => id)).toEqual(all);
      expect(samples.map(({ number }) => number)).toEqual(edits.map((_, index) => index));
      expect(samples.map(({ edit }) => edit)).toEqual(edits);
      expect(samples.every(({ revisionId, id }) => revisionId === `${id}_r1`)).toBe(true);
    }));

  it("names a sample after its edit alone", () =>
    inRollback(async (ctx) => {
      const { frameId, edits } = await proposed(ctx);
      const [edit, other] = edits;
      const id = sampleId(frameId, edit!);
      expect(id).toMatch(/^0123456789_frame_000000_[0-9a-f]{12}$/);
      const reworded = { ...edit!, instruction: "Move it.", label: "stool" };
      expect(sampleId(frameId, reworded)).toBe(id);
      expect(sampleId(frameId, other!)).not.toBe(id);
    }));

  it("is refused for a frame that is not there", () =>
    inRollback(async (ctx) => {
      const { edits, provenanceHash } = await proposed(ctx);
      await expect(
        createSamples(ctx, { frameId: "nowhere_frame_000000", backend, edits, provenanceHash }),
      ).rejects.toMatchObject({ code: "NOT_FOUND" });
    }));
});

describe("advancing samples", () => {
  it("moves them on and completes what their machine revision says", () =>
    inRollback(async (ctx) => {
      const { frameId, scene, edits, provenanceHash } = await proposed(ctx);
      const ids = await createSamples(ctx, { frameId, backend, edits, provenanceHash });
      const findings = checkEdit(scene, edits[0]!);
      await advanceSamples(ctx, "check", [{ sampleId: ids[0]!, findings }]);
      const checked = await findFrameSamples(ctx, { frameId, backend, state: "checked" });
      expect(checked).toMatchObject([{ id: ids[0], findings }]);
      expect(await findFrameSamples(ctx, { frameId, backend, state: "proposed" })).toHaveLength(
        ids.length - 1,
      );
      const edit = { ...edits[0]!, instruction: "Move it." };
      await advanceSamples(ctx, "word", [{ sampleId: ids[0]!, edit }]);
      expect(await getFrameSample(ctx, ids[0]!)).toMatchObject({ state: "worded", edit, findings });
      const [before, after] = ["a".repeat(64), "b".repeat(64)];
      await advanceSamples(ctx, "render", [
        { sampleId: ids[0]!, beforeHash: before, afterHash: after },
      ]);
      const row = await ctx.db.revision.findFirstOrThrow({ where: { sampleId: ids[0] } });
      expect(row).toMatchObject({ number: 1, beforeHash: before, afterHash: after });
    }));

  it("moves all or none, and refuses what is not in the state before", () =>
    inRollback(async (ctx) => {
      const { frameId, edits, provenanceHash } = await proposed(ctx);
      const ids = await createSamples(ctx, { frameId, backend, edits, provenanceHash });
      await advanceSamples(ctx, "check", [{ sampleId: ids[0]!, findings: [] }]);
      await expect(
        advanceSamples(ctx, "check", [{ sampleId: ids[0]!, findings: [] }]),
      ).rejects.toMatchObject({ code: "CONFLICT" });
      await expect(advanceSamples(ctx, "render", [{ sampleId: ids[1]! }])).rejects.toMatchObject({
        code: "CONFLICT",
        message: '1 of 1 samples are not "worded" any more',
      });
      expect((await getFrameSample(ctx, ids[1]!)).state).toBe("proposed");
    }));
});
