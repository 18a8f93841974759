import type { ImageRect, Pixel } from "#core/geometry/projection.ts";
import type { Frame896 } from "#core/metric/frame-896.ts";
import type { DetectionOptions } from "./detection-options.ts";
import { pixelFromModel, pixelToModel, rectFromModel, rectToModel } from "./model-frame.ts";
import type { Prompt } from "./prompt.ts";

/** One prompt as the decoder takes it: a row of `prompt_coords` [2, 2] and of `prompt_labels` [2]. */
export type ModelPrompt = {
  /** Left, top, right, bottom of a rectangle, whole pixels; or x, y of a point and 0, 0. Model frame. */
  readonly coords: readonly [number, number, number, number];
  /** Two corners (2, 3), or a point and the padding that makes it as long as a rectangle (1, -1). */
  readonly labels: readonly [2, 3] | readonly [1, -1];
};

/**
 * A prompt in the model's frame: scaled, moved by the crop, and cut to the picture, [0, W] x [0, H]. A
 * rectangle is enlarged by the option first, and its edges are truncated to whole pixels last; a point is
 * not truncated. What lies outside the picture collapses onto its border: `filterPrompts` tells of it.
 *
 * Truncation costs up to one pixel of the model's frame on every edge, in the mean half a pixel to the left
 * and the top, which the model's own + 0.5 in the position code gives back. In pixels of the photo that is
 * up to 2.1 for one 1920 wide. Whoever checks a box against its prompt must therefore take the prompt as the
 * model got it: {@link promptAsGiven}.
 *
 * Source: GSI-Bench 8f2641b, detect_anything: inference and detany3d_dataset.py (which rounds an enlarged
 * rectangle; truncated here like any other), with the crop taken off, which upstream leaves out.
 */
export function promptInModelFrame(
  frame: Frame896,
  { place }: Prompt,
  { promptExpand }: Pick<DetectionOptions, "promptExpand">,
): ModelPrompt {
  if (place.kind === "point") {
    const [u, v] = pixelToModel(frame, place.at);
    return { coords: [...clipToContent(frame, [u, v]), 0, 0], labels: [1, -1] };
  }
  const [x1, y1, x2, y2] = rectToModel(frame, place.rect);
  const [across, down] = [promptExpand * (x2 - x1), promptExpand * (y2 - y1)];
  const enlarged = [x1 - across, y1 - down, x2 + across, y2 + down] as const;
  const [left, top, right, bottom] = clipRectToContent(frame, enlarged);
  return {
    coords: [Math.trunc(left), Math.trunc(top), Math.trunc(right), Math.trunc(bottom)],
    labels: [2, 3],
  };
}

/** The place that a prompt names after cutting and truncating, back in pixels of the photo. */
export function promptAsGiven(frame: Frame896, { coords, labels }: ModelPrompt): Prompt["place"] {
  return labels[0] === 2
    ? { kind: "rect", rect: rectFromModel(frame, coords) }
    : { kind: "point", at: pixelFromModel(frame, [coords[0], coords[1]]) };
}

/** A rectangle of the model's frame cut to the picture in it; without area where they do not meet. */
export function clipRectToContent(frame: Frame896, [x1, y1, x2, y2]: ImageRect): ImageRect {
  return [...clipToContent(frame, [x1, y1]), ...clipToContent(frame, [x2, y2])];
}

function clipToContent({ content }: Frame896, [u, v]: Pixel): Pixel {
  return [Math.min(Math.max(u, 0), content.width), Math.min(Math.max(v, 0), content.height)];
}
