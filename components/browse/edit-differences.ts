import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { angleBetween } from "#core/geometry/quaternion.ts";
import { degreesFromRadians } from "#core/geometry/angle.ts";
import { distance } from "#core/geometry/vector.ts";
import { describeOperation } from "#core/operation/describe-operation.ts";
import type { Edit } from "#core/sample/revision.ts";

/** One thing that two versions of an edit say differently. */
export type Difference = { readonly what: string; readonly from: string; readonly to: string };

/** What changed from one version of an edit to another, as texts for people. */
export function editDifferences(before: Edit, after: Edit): Difference[] {
  const differences: Difference[] = [];
  const compare = (what: string, from: string, to: string) => {
    if (from !== to) differences.push({ what, from, to });
  };
  compare("words", before.instruction, after.instruction);
  compare("label", before.label, after.label);
  compare("object", before.targetId, after.targetId);
  compare("operation", describeOperation(before.operation), describeOperation(after.operation));
  differences.push(...boxDifference("source box", before.sourceBox, after.sourceBox));
  differences.push(...boxDifference("target box", before.targetBox, after.targetBox));
  return differences;
}

function boxDifference(
  what: string,
  before: BoxInCamera | null,
  after: BoxInCamera | null,
): Difference[] {
  if (!before || !after)
    return before === after ? [] : [{ what, from: boxText(before), to: boxText(after) }];
  const shift = distance(before.center, after.center);
  const turn = degreesFromRadians(angleBetween(before.rotation, after.rotation));
  const isSized = distance(before.size, after.size) >= 5e-4;
  if (shift < 5e-4 && turn < 0.05 && !isSized) return [];
  const how = [
    shift >= 5e-4 && `moved ${shift.toFixed(3)} m`,
    turn >= 0.05 && `turned ${turn.toFixed(1)}°`,
    isSized && `size ${sizeText(before)} to ${sizeText(after)} m`,
  ].filter(Boolean);
  const said = how.length > 0 ? ` (${how.join(", ")})` : "";
  return [{ what, from: boxText(before), to: `${boxText(after)}${said}` }];
}

/** Width, height and length. */
function sizeText({ size }: BoxInCamera): string {
  return size.map((side) => side.toFixed(3)).join(" × ");
}

function boxText(box: BoxInCamera | null): string {
  return box ? `at ${box.center.map((value) => value.toFixed(3)).join(", ")} m` : "none";
}
