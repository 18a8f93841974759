import { canonicalJson } from "#core/canonical-json.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import { getFrameScene } from "#server/frame/get-frame-scene.ts";
import { advanceSamples } from "#server/sample/advance-samples.ts";
import { findFrameSamples } from "#server/sample/find-frame-samples.ts";
import { hashOf } from "#server/storage.ts";
import type { StageHandler } from "../stage-plan.ts";

/** Holds a photo's proposed edits against the photo. */
export const checkPlausibility: StageHandler = {
  version: 1,
  async plan({ ctx, subjectId: frameId, parameters }) {
    const { backend } = parameters.reconstructFrame;
    const scene = await getFrameScene(ctx, frameId, backend);
    const samples = await findFrameSamples(ctx, { frameId, backend });
    return {
      variant: backend,
      provenance: {
        parameters: defaultCheckOptions,
        seed: parameters.seed,
        inputs: [hashOf(canonicalJson(scene)), ...samples.map((sample) => sample.id)],
      },
      async compute() {
        const checked = samples
          .filter(({ state }) => state === "proposed")
          .map(({ id, edit }) => ({
            sampleId: id,
            findings: checkEdit(scene, edit),
          }));
        return (inside) => advanceSamples(inside, "check", checked);
      },
      next: async () => [frameId],
    };
  },
};
