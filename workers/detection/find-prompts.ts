import { annotationPrompts } from "#core/detection/annotation-prompts.ts";
import { mergePrompts } from "#core/detection/merge-prompts.ts";
import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import { isModelPrompts } from "#core/detection/reconstruct-options.ts";
import type { FrameObject } from "#core/scene/frame-scene.ts";
import { isStructuralLabel, normalizeLabel } from "#core/scene/label.ts";
import type { FrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import { annotatedObjects } from "./annotated-objects.ts";
import type { Prompts } from "./detect-objects.ts";
import { promptFinder } from "./detectors.ts";

/** Where a 3D detector is to look: at the annotated objects, or where a 2D detector finds a label of the scene. */
export async function findPrompts(
  frame: FrameAnnotation,
  photo: Uint8Array,
  annotated: readonly FrameObject[],
  options: ReconstructOptions,
): Promise<{ prompts: Prompts; notForRelease: string | null }> {
  if (options.prompts === "annotation")
    return { prompts: annotatedPlaces(frame, annotated), notForRelease: null };
  const { finder, notForRelease } = await promptFinder(options);
  const { prompts, problems } = await finder.detect({
    frameKey: frame.key,
    photo,
    labels: sceneLabels(frame),
  });
  return { prompts: { ...mergePrompts(prompts, {}, options.detection), problems }, notForRelease };
}

/**
 * The same for one label alone, as the published evaluator asks for the target of a sample: a model hears
 * this label and no other, and what has another label plays no part.
 */
export async function findLabelPrompts(
  frame: FrameAnnotation,
  photo: Uint8Array,
  label: string,
  options: ReconstructOptions,
): Promise<Prompts> {
  const wanted = normalizeLabel(label);
  const isWanted = (one: { readonly label: string }) => normalizeLabel(one.label) === wanted;
  if (options.prompts === "annotation")
    return annotatedPlaces(frame, (await annotatedObjects(frame)).filter(isWanted));
  const { finder } = await promptFinder(options);
  const { prompts, problems } = await finder.detect({
    frameKey: frame.key,
    photo,
    // A file is read as a whole, and says of every label that is not among these that nobody looked for it.
    labels: isModelPrompts(options.prompts) ? [label] : [...sceneLabels(frame), label],
  });
  return { ...mergePrompts(prompts.filter(isWanted), {}, options.detection), problems };
}

function annotatedPlaces(frame: FrameAnnotation, objects: readonly FrameObject[]): Prompts {
  return { kept: annotationPrompts(frame.intrinsics, objects), removed: [], problems: [] };
}

function sceneLabels({ objects }: FrameAnnotation): string[] {
  return [...new Set(objects.map(({ label }) => label))]
    .filter((label) => !isStructuralLabel(label))
    .toSorted();
}
