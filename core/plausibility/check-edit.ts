import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { CheckOptions } from "./check-options.ts";
import { defaultCheckOptions } from "./check-options.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import { checkedEdit } from "./checked-edit.ts";
import { checks, findingOf } from "./checks.ts";
import type { CheckName, Finding } from "./finding.ts";

const names = Object.keys(checks) as CheckName[];

/**
 * Everything that the checks find about one edit of one photo, in the order of the list of checks. Pure and
 * quick enough to run while a box is dragged: what depends on the photo alone is worked out at the first
 * call and kept with the scene value.
 */
export function checkEdit(
  scene: FrameScene,
  edit: Edit,
  options: CheckOptions = defaultCheckOptions,
): Finding[] {
  return findingsOf(checkedEdit(scene, edit), options);
}

/** The same about an edit that was looked at already, in these or other words: no check is run on it twice. */
export function findingsOf(
  subject: CheckedEdit,
  options: CheckOptions = defaultCheckOptions,
): Finding[] {
  const findings: Finding[] = [];
  for (const name of names) {
    const found = findingOf(name, subject, options);
    if (found) findings.push(found);
  }
  return findings;
}
