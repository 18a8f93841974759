import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import { AppError } from "#server/errors.ts";
import { requireModel } from "#server/model/require-model.ts";
import type { Detector3d } from "./detector-3d.ts";
import { detectorOf, serviceDetector } from "./detectors.ts";

/** What looks at photos for a run. */
export type Eye = {
  readonly detector: Detector3d;
  readonly model: string;
  readonly modelHash: string;
  readonly notForRelease: string | null;
};

/** The 3D detector of a run's backend. Null where nothing looks: the annotation says it all. */
export async function eyeOf({ backend, model: pin }: ReconstructOptions): Promise<Eye | null> {
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
