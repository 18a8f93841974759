import { iou2d } from "#core/metric/box-iou.ts";
import type { Frame896 } from "#core/metric/frame-896.ts";
import type { DetectionOptions } from "./detection-options.ts";
import { pixelToModel, rectToModel } from "./model-frame.ts";
import { clipRectToContent } from "./model-prompt.ts";
import type { Prompt } from "./prompt.ts";
import type { Removal } from "./removal.ts";
import { removal } from "./removal.ts";
import { suppressDuplicates } from "./suppress-duplicates.ts";

/** Prompts that go on and those that do not; together they are the prompts that came, each list in their order. */
export type FilteredPrompts = {
  readonly kept: readonly Prompt[];
  readonly removed: readonly Removal[];
};

/**
 * The prompts that are worth asking a detector. Not so are rectangles without area, places outside of the
 * picture that the model sees (its border counts as inside for points), rectangles whose part in that picture
 * is narrower or lower than `promptSideMin`, and rectangles that overlap a better one of the same label by
 * more than `promptIouMax`. Better is the higher score, then the earlier prompt. Points have no overlap.
 */
export function filterPrompts(
  frame: Frame896,
  prompts: readonly Prompt[],
  options: DetectionOptions,
): FilteredPrompts {
  const faults = new Map<Prompt, Removal>();
  for (const prompt of prompts) {
    const fault = faultOf(frame, prompt, options);
    if (fault) faults.set(prompt, fault);
  }
  const sound = prompts.filter((prompt) => !faults.has(prompt));
  const { kept, removed } = withoutSamePrompts(sound, (a, b) =>
    a.label === b.label ? options.promptIouMax : 1,
  );
  for (const one of removed) faults.set(one.prompt, one);
  return { kept, removed: prompts.flatMap((prompt) => faults.get(prompt) ?? []) };
}

/** The prompts without those that overlap a better one by more than `iouMax` allows the two of them. */
export function withoutSamePrompts(
  prompts: readonly Prompt[],
  iouMax: (a: Prompt, b: Prompt) => number,
): FilteredPrompts {
  const { kept, duplicates } = suppressDuplicates(
    prompts,
    (a, b) => b.score - a.score,
    (a, b) => {
      const limit = iouMax(a, b);
      const overlap = limit < 1 ? promptIou(a, b) : 0;
      return overlap > limit ? overlap : null;
    },
  );
  const removed = duplicates.map(({ thing, of, overlap }) =>
    removal(
      thing,
      "duplicate-prompt",
      `overlaps the ${of.label} ${of.key} by ${overlap.toFixed(2)}, over ${iouMax(of, thing)}`,
      of.key,
    ),
  );
  return { kept, removed };
}

function promptIou({ place: a }: Prompt, { place: b }: Prompt): number {
  return a.kind === "rect" && b.kind === "rect" ? iou2d(a.rect, b.rect) : 0;
}

function faultOf(
  frame: Frame896,
  prompt: Prompt,
  { promptSideMin }: DetectionOptions,
): Removal | null {
  const { place } = prompt;
  const { width, height } = frame.content;
  const outside = () => removal(prompt, "outside", "lies outside of what the model sees");
  if (place.kind === "point") {
    const [u, v] = pixelToModel(frame, place.at);
    return u >= 0 && u <= width && v >= 0 && v <= height ? null : outside();
  }
  const [x1, y1, x2, y2] = place.rect;
  if (!(x1 < x2 && y1 < y2)) {
    return removal(prompt, "degenerate", `is ${x2 - x1} x ${y2 - y1} px: it has no area`);
  }
  const [left, top, right, bottom] = clipRectToContent(frame, rectToModel(frame, place.rect));
  const [across, down] = [right - left, bottom - top];
  if (!(across > 0 && down > 0)) return outside();
  if (across >= promptSideMin && down >= promptSideMin) return null;
  const size = `${across.toFixed(1)} x ${down.toFixed(1)} px`;
  return removal(prompt, "too-small", `is ${size} in the model's frame, under ${promptSideMin}`);
}
