import { canonicalJson } from "#core/canonical-json.ts";
import { proposeOperations as propose } from "#core/operation/propose-operations.ts";
import { getFrameScene } from "#server/frame/get-frame-scene.ts";
import { createSamples } from "#server/sample/create-samples.ts";
import { hashOf } from "#server/storage.ts";
import type { StageHandler } from "../stage-plan.ts";

/** Draws a photo's candidate edits. */
export const proposeOperations: StageHandler = {
  version: 2,
  async plan({ ctx, subjectId: frameId, parameters }) {
    const { backend } = parameters.reconstructFrame;
    const scene = await getFrameScene(ctx, frameId, backend);
    const { seed, proposeOperations: options } = parameters;
    return {
      variant: backend,
      provenance: { parameters: options, seed, inputs: [hashOf(canonicalJson(scene))] },
      async compute() {
        const { edits } = propose(scene, options, seed);
        return async (inside, provenanceHash) => {
          await createSamples(inside, { frameId, backend, edits, provenanceHash });
        };
      },
      next: async () => [frameId],
    };
  },
};
