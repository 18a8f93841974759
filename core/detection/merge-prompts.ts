import { normalizeLabel } from "#core/scene/label.ts";
import type { DetectionOptions } from "./detection-options.ts";
import type { FilteredPrompts } from "./filter-prompts.ts";
import { withoutSamePrompts } from "./filter-prompts.ts";
import type { Prompt } from "./prompt.ts";

/** Labels by the label that they mean: `{ sofa: ["couch", "settee"] }`. In any writing; see `normalizeLabel`. */
export type Synonyms = Readonly<Record<string, readonly string[]>>;

/**
 * The prompts of several 2D detectors or several questions as one list: labels that mean the same become
 * one (normalised, then the label they are synonyms of; of a synonym of two the first), and of prompts that
 * overlap too much the highest score stays, then the earlier prompt. The limit is `promptIouMax` within a
 * label and `promptIouMaxAcrossLabels` between labels: a detector asked for "chair" and for "office chair"
 * finds one thing twice. Places and order are kept; the removed carry the merged label.
 */
export function mergePrompts(
  prompts: readonly Prompt[],
  synonyms: Synonyms,
  { promptIouMax, promptIouMaxAcrossLabels }: DetectionOptions,
): FilteredPrompts {
  const meant = new Map<string, string>();
  for (const [label, others] of Object.entries(synonyms)) {
    for (const other of others.map(normalizeLabel)) {
      if (!meant.has(other)) meant.set(other, normalizeLabel(label));
    }
  }
  const labelled = prompts.map((prompt): Prompt => {
    const label = normalizeLabel(prompt.label);
    return { ...prompt, label: meant.get(label) ?? label };
  });
  return withoutSamePrompts(labelled, (a, b) =>
    a.label === b.label ? promptIouMax : promptIouMaxAcrossLabels,
  );
}
