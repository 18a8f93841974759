import { canonicalJson } from "#core/canonical-json.ts";
import type { Detection } from "#core/detection/detection.ts";
import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import type { Removal } from "#core/detection/removal.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import type { FrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import { rememberLatest } from "#server/remember-latest.ts";
import { readBlob } from "#server/storage.ts";
import { askDetector } from "./detect-objects.ts";
import type { Eye } from "./eye.ts";
import { findLabelPrompts } from "./find-prompts.ts";
import { photoHashOf } from "./photo-hash.ts";

/** What a detector finds of one label in a photo. */
export type LabelDetections = {
  readonly detections: readonly Detection[];
  readonly removed: readonly Removal[];
  /** What could not be looked for or used, a sentence each. */
  readonly problems: readonly string[];
};

/** Several samples edit things of one label in one photo. */
const answeredLast = rememberLatest<LabelDetections>(1000);

/** What a run's detector finds in a photo when it is asked for one label, with the prompts and limits of a reconstruction. */
export function detectLabel(
  frame: FrameAnnotation,
  label: string,
  eye: Eye,
  options: ReconstructOptions,
): Promise<LabelDetections> {
  const { model, modelHash } = eye;
  const key = canonicalJson({ frame, label: normalizeLabel(label), model, modelHash, options });
  return answeredLast(key, () => ask(frame, label, eye, options));
}

async function ask(
  frame: FrameAnnotation,
  label: string,
  { detector }: Eye,
  options: ReconstructOptions,
): Promise<LabelDetections> {
  const photo = await readBlob(photoHashOf(frame));
  const prompts = await findLabelPrompts(frame, photo, label, options);
  if (prompts.kept.length === 0)
    return { detections: [], removed: prompts.removed, problems: prompts.problems };
  const { believed, removed } = await askDetector(frame, photo, prompts, detector, options);
  return { detections: believed, removed, problems: prompts.problems };
}
