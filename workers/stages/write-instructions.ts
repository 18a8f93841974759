import { canonicalJson } from "#core/canonical-json.ts";
import { writeInstruction } from "#core/instruction/write-instruction.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import { getFrameScene } from "#server/frame/get-frame-scene.ts";
import { advanceSamples } from "#server/sample/advance-samples.ts";
import { findFrameSamples } from "#server/sample/find-frame-samples.ts";
import { hashOf } from "#server/storage.ts";
import type { StageHandler } from "../stage-plan.ts";

/** Puts a photo's checked edits into words and checks them again with the words. */
export const writeInstructions: StageHandler = {
  version: 2,
  async plan({ ctx, subjectId: frameId, parameters }) {
    const { backend } = parameters.reconstructFrame;
    const scene = await getFrameScene(ctx, frameId, backend);
    const samples = await findFrameSamples(ctx, { frameId, backend });
    const { seed } = parameters;
    return {
      variant: backend,
      provenance: {
        parameters: defaultCheckOptions,
        seed,
        inputs: [hashOf(canonicalJson(scene)), ...samples.map((sample) => sample.id)],
      },
      async compute() {
        const margins = defaultCheckOptions.referenceUnique;
        const worded = samples
          .filter(({ state }) => state === "checked")
          .map(({ id, edit: bare }) => {
            const edit = {
              ...bare,
              instruction: writeInstruction(scene, bare, seed, margins) ?? "",
            };
            return { sampleId: id, edit, findings: checkEdit(scene, edit) };
          });
        return (inside) => advanceSamples(inside, "word", worded);
      },
      next: async () => [frameId],
    };
  },
};
