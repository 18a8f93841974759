import { isMovableLabel, normalizeLabel } from "#core/scene/label.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

/**
 * The label must name a thing that can be picked up, pushed or taken away, or is taken for such in this scene, and must not hold the word
 * "camera", which makes the published evaluator take any instruction for a change of viewpoint.
 */
export function checkLabelMovable({ edit, facts }: CheckedEdit): Finding {
  const label = normalizeLabel(edit.label);
  if (label.includes("camera")) {
    return finding("label-movable", {
      passed: false,
      message: `“${label}” holds the word camera, which the evaluator takes for a change of viewpoint`,
    });
  }
  const passed = isMovableLabel(label, facts.scene.includedLabels ?? []);
  return finding("label-movable", {
    passed,
    message: passed
      ? `a ${label} can be moved`
      : `“${label}” names a part of the building or something that stays where it is`,
  });
}
