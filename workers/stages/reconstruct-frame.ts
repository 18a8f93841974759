import { canonicalJson } from "#core/canonical-json.ts";
import { annotationPrompts } from "#core/detection/annotation-prompts.ts";
import { mergePrompts } from "#core/detection/merge-prompts.ts";
import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import type { FrameObject } from "#core/scene/frame-scene.ts";
import { isStructuralLabel } from "#core/scene/label.ts";
import { AppError } from "#server/errors.ts";
import type { FrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import { getFrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import type { Reconstruction } from "#server/frame/record-reconstruction.ts";
import { recordReconstruction } from "#server/frame/record-reconstruction.ts";
import { requireModel } from "#server/model/require-model.ts";
import { hashOf, readBlob } from "#server/storage.ts";
import { annotatedObjects } from "../detection/annotated-objects.ts";
import type { Prompts } from "../detection/detect-objects.ts";
import { detectObjects } from "../detection/detect-objects.ts";
import type { Detector3d } from "../detection/detector-3d.ts";
import { detectorOf, promptFinder, serviceDetector } from "../detection/detectors.ts";
import type { StageHandler } from "../stage-plan.ts";

/** Turns a photo into labelled 3D boxes in its camera frame, by the backend of the run. */
export const reconstructFrame: StageHandler = {
  version: 2,
  async plan({ ctx, subjectId: frameId, parameters: { seed, reconstructFrame: options } }) {
    const frame = await getFrameAnnotation(ctx, frameId);
    const { intrinsics, cameraFromWorld, depth } = frame;
    const view = { frameId, intrinsics, cameraFromWorld, depth };
    const { backend } = options;
    const eye = await eyeOf(options);
    return {
      variant: backend,
      provenance: {
        model: eye?.model ?? null,
        modelHash: eye?.modelHash ?? null,
        parameters: eye ? options : { backend },
        seed,
        inputs: [
          frame.scene.inputsHash,
          hashOf(canonicalJson(view)),
          ...(eye ? [photoHash(frame)] : []),
        ],
      },
      async compute() {
        const annotated = await annotatedObjects(frame);
        const reconstruction = eye
          ? await detected(frame, annotated, eye, options)
          : asAnnotated(annotated);
        return (inside, provenanceHash) =>
          recordReconstruction(inside, { frameId, backend, provenanceHash }, reconstruction);
      },
      next: async () => [frameId],
    };
  },
};

/** What looks at photos for a run. */
type Eye = {
  readonly detector: Detector3d;
  readonly model: string;
  readonly modelHash: string | null;
  readonly notForRelease: string | null;
};

/** Null where nothing looks: the annotation says it all. */
async function eyeOf({ backend, model: pin }: ReconstructOptions): Promise<Eye | null> {
  if (backend === "annotation") return null;
  if (backend === "detany3d-service") {
    const detector = await serviceDetector();
    const { checkpoint, releasable } = detector.health;
    return {
      detector,
      model: checkpoint.name,
      modelHash: checkpoint.sha256,
      notForRelease: releasable
        ? null
        : "the DetAny3D service says that its model is not for release",
    };
  }
  if (!pin) throw new AppError("INVALID", "the backend detany3d needs a model");
  const model = await requireModel(pin.name, pin.hash);
  return {
    detector: detectorOf(model),
    model: pin.name,
    modelHash: pin.hash,
    notForRelease: model.manifest.notReleasableReason ?? null,
  };
}

function asAnnotated(objects: readonly FrameObject[]): Reconstruction {
  return {
    objects: objects.map((object) => ({ ...object, detection: null, agreement: null })),
    detail: { removed: [], problems: [], intrinsics: null, predictedIntrinsics: null },
    notForRelease: null,
  };
}

async function detected(
  frame: FrameAnnotation,
  annotated: readonly FrameObject[],
  { detector, notForRelease }: Eye,
  options: ReconstructOptions,
): Promise<Reconstruction> {
  const photo = await readBlob(photoHash(frame));
  const { prompts, notForRelease: alsoNot } = await promptsFor(frame, photo, annotated, options);
  const found = await detectObjects(frame, photo, prompts, annotated, detector, options);
  return { ...found, notForRelease: notForRelease ?? alsoNot };
}

/** Where the detector is to look: at the annotated objects, or where a 2D detector finds a label of the scene. */
async function promptsFor(
  frame: FrameAnnotation,
  photo: Uint8Array,
  annotated: readonly FrameObject[],
  options: ReconstructOptions,
): Promise<{ prompts: Prompts; notForRelease: string | null }> {
  if (options.prompts === "annotation") {
    const kept = annotationPrompts(frame.intrinsics, annotated);
    return { prompts: { kept, removed: [], problems: [] }, notForRelease: null };
  }
  const { finder, notForRelease } = await promptFinder(options);
  const labels = [...new Set(frame.objects.map(({ label }) => label))]
    .filter((label) => !isStructuralLabel(label))
    .toSorted();
  const { prompts, problems } = await finder.detect({ frameKey: frame.key, photo, labels });
  return { prompts: { ...mergePrompts(prompts, {}, options.detection), problems }, notForRelease };
}

function photoHash({ frameId, imageHash }: FrameAnnotation): string {
  if (!imageHash) throw new AppError("PRECONDITION", `frame ${frameId} has no stored photo`);
  return imageHash;
}
