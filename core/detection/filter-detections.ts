import { boxIou } from "#core/geometry/box-overlap.ts";
import { nearPlaneMeters } from "#core/geometry/projection.ts";
import type { Detection } from "./detection.ts";
import type { DetectionOptions } from "./detection-options.ts";
import type { Removal } from "./removal.ts";
import { removal } from "./removal.ts";
import { suppressDuplicates } from "./suppress-duplicates.ts";

/** Detections that are believed and those that are not; together they are those that came, each list in their order. */
export type FilteredDetections = {
  readonly kept: readonly Detection[];
  readonly removed: readonly Removal[];
};

/**
 * The detections of one photo that are believed. Not so are boxes whose centre is behind the camera or at
 * least `depthMaxMeters` deep (the detector's clamp; with a camera that rescales depth, a clamped box may
 * come out nearer), with an extent outside of the limits, of lower quality than `qualityMin`, and boxes that
 * share more than `boxIouMax` with a better one of the same label, rotations in full. Better is the higher
 * score of the 2D detector, then the higher quality, then the earlier detection.
 */
export function filterDetections(
  detections: readonly Detection[],
  options: DetectionOptions,
): FilteredDetections {
  const faults = new Map<Detection, Removal>();
  for (const detection of detections) {
    const fault = faultOf(detection, options);
    if (fault) faults.set(detection, fault);
  }
  const { kept, duplicates } = suppressDuplicates(
    detections.filter((detection) => !faults.has(detection)),
    (a, b) => b.prompt.score - a.prompt.score || b.quality - a.quality,
    (a, b) => {
      if (a.prompt.label !== b.prompt.label) return null;
      const overlap = boxIou(a.box, b.box);
      return overlap > options.boxIouMax ? overlap : null;
    },
  );
  for (const { thing, of, overlap } of duplicates) {
    const message = `its box shares ${overlap.toFixed(2)} with that of ${of.prompt.key}, over ${options.boxIouMax}`;
    faults.set(thing, removal(thing.prompt, "duplicate-box", message, of.prompt.key));
  }
  return { kept, removed: detections.flatMap((detection) => faults.get(detection) ?? []) };
}

function faultOf(
  { prompt, box, quality }: Detection,
  { depthMaxMeters, sizeMinMeters, sizeMaxMeters, qualityMin }: DetectionOptions,
): Removal | null {
  const depth = box.center[2];
  if (!(depth > nearPlaneMeters)) {
    return removal(prompt, "behind-camera", `its centre is at a depth of ${depth.toFixed(2)} m`);
  }
  if (depth >= depthMaxMeters) {
    return removal(
      prompt,
      "too-deep",
      `is ${depth.toFixed(1)} m deep, not under ${depthMaxMeters}`,
    );
  }
  if (!box.size.every((side) => side >= sizeMinMeters && side <= sizeMaxMeters)) {
    const size = box.size.map((side) => side.toPrecision(3)).join(" x ");
    const range = `${sizeMinMeters} to ${sizeMaxMeters} m`;
    return removal(prompt, "size-out-of-range", `is ${size} m, outside of ${range}`);
  }
  if (quality >= qualityMin) return null;
  return removal(prompt, "low-quality", `has quality ${quality.toFixed(3)}, under ${qualityMin}`);
}
