import { statesBefore } from "#core/sample/sample-state.ts";
import { getFrameScene } from "#server/frame/get-frame-scene.ts";
import { loadOverlayPhoto, renderOverlayPair } from "#server/overlay/render-overlay-pair.ts";
import type { SampleAdvance } from "#server/sample/advance-samples.ts";
import { advanceSamples } from "#server/sample/advance-samples.ts";
import { findFrameSamples } from "#server/sample/find-frame-samples.ts";
import { photoHashOf } from "../detection/photo-hash.ts";
import type { StageHandler } from "../stage-plan.ts";

/** Draws the before and after pictures of a frame's worded samples. */
export const renderOverlays: StageHandler = {
  version: 1,
  async plan({ ctx, subjectId: frameId, parameters }) {
    const { backend } = parameters.reconstructFrame;
    const frame = await ctx.db.frame.findUniqueOrThrow({ where: { id: frameId } });
    const imageHash = photoHashOf({ frameId, imageHash: frame.imageHash });
    const samples = await findFrameSamples(ctx, { frameId, backend });
    return {
      variant: backend,
      provenance: {
        parameters: {},
        seed: parameters.seed,
        inputs: [imageHash, ...samples.map((sample) => sample.id)],
      },
      async compute() {
        const scene = await getFrameScene(ctx, frameId, backend);
        const photo = await loadOverlayPhoto(imageHash);
        const rendered: SampleAdvance[] = [];
        for (const { id, edit } of samples.filter(({ state }) => state === "worded")) {
          rendered.push({ sampleId: id, ...(await renderOverlayPair(photo, scene, edit)) });
        }
        return (inside) => advanceSamples(inside, "render", rendered);
      },
      async next(inside) {
        // What a gate let through before as well: this run's may be another.
        const open = statesBefore("drop");
        const ready = await findFrameSamples(inside, { frameId, backend });
        return ready.filter(({ state }) => open.includes(state)).map((sample) => sample.id);
      },
    };
  },
};
