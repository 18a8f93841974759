import { expect, it } from "vitest";
import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import type { FrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import { getFrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import { importRoot } from "#server/scene/import-root.ts";
import { inRollback } from "#server/test/in-rollback.ts";
import { withFolder, writePhotos } from "#server/test/photos-fixture.ts";
import { performStage } from "../test/perform-stage.ts";
import { detectLabel } from "./detect-label.ts";
import type { DetectionRequest } from "./detector-3d.ts";
import type { Eye } from "./eye.ts";

const parameters = RunParameters.parse({ reconstructFrame: { backend: "detany3d-service" } });

/** A detector that finds nothing and remembers what it was asked; the first `failures` times it fails. */
function listener(model: string, failures = 0) {
  const asked: string[][] = [];
  const eye: Eye = {
    model,
    modelHash: "a".repeat(64),
    notForRelease: null,
    detector: {
      async detect({ prompts, intrinsics }: DetectionRequest) {
        asked.push(prompts.map(({ label }) => label));
        if (asked.length <= failures) throw new Error("out of order");
        return { detections: [], removed: [], intrinsics, predictedIntrinsics: null };
      },
      close: () => Promise.resolve(),
    },
  };
  return { eye, asked };
}

/** Runs a test with a photo that shows a chair, a stool and a box. */
const withPhoto = (test: (frame: FrameAnnotation, options: ReconstructOptions) => Promise<void>) =>
  withFolder((folder) =>
    inRollback(async (ctx) => {
      await writePhotos(folder);
      await importRoot(ctx, { root: folder.root });
      const [frameId] = await performStage(ctx, "select-frames", "room", parameters);
      await test(await getFrameAnnotation(ctx, frameId!), parameters.reconstructFrame);
    }),
  );

it("asks once for what several samples ask, and only for places of that label", () =>
  withPhoto(async (frame, options) => {
    const { eye, asked } = listener("patient");
    await Promise.all([1, 2, 3].map(() => detectLabel(frame, "chair", eye, options)));
    await detectLabel(frame, " Chair", eye, options);
    expect(asked).toEqual([["chair"]]);
    await detectLabel(frame, "stool", eye, options);
    await detectLabel(frame, "chair", eye, { ...options, intrinsicsMode: "predicted" });
    expect(asked).toEqual([["chair"], ["stool"], ["chair"]]);
  }));

it("asks nothing for a label that is nowhere", () =>
  withPhoto(async (frame, options) => {
    const { eye, asked } = listener("idle");
    expect(await detectLabel(frame, "sofa", eye, options)).toEqual({
      detections: [],
      removed: [],
      problems: [],
    });
    expect(asked).toEqual([]);
  }));

it("asks again after a failure", () =>
  withPhoto(async (frame, options) => {
    const { eye, asked } = listener("shaky", 1);
    await expect(detectLabel(frame, "chair", eye, options)).rejects.toThrow("out of order");
    await detectLabel(frame, "chair", eye, options);
    expect(asked).toHaveLength(2);
  }));
