import * as z from "zod";
import { degreesFromRadians } from "#core/geometry/angle.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { angleBetween } from "#core/geometry/quaternion.ts";
import { distance } from "#core/geometry/vector.ts";
import { applyOperation } from "#core/operation/apply-operation.ts";
import { describeOperation } from "#core/operation/describe-operation.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

/** How closely the new box must be what the operation says. */
export const BoxMatchesOperationOptions = z.object({
  /** Most distance between the new box and the operation's outcome, and most difference of a side, metres. */
  residualMaxMeters: z.number().min(0).default(0.01),
  /** Most angle between the two, degrees. */
  residualMaxDegrees: z.number().min(0).default(1),
});
export type BoxMatchesOperationOptions = z.infer<typeof BoxMatchesOperationOptions>;

/** The new box must be what the operation makes of the old one: same place, same heading, same size. */
export function checkBoxMatchesOperation(
  { facts, edit }: CheckedEdit,
  options: BoxMatchesOperationOptions,
): Finding {
  const expected = applyOperation(facts.scene, edit.sourceBox, edit.operation);
  const actual = edit.targetBox;
  if (!expected || !actual) {
    const passed = expected === actual;
    return finding("box-matches-operation", {
      passed,
      message: passed
        ? "the object is removed"
        : "only a removal leaves no box, and it leaves none",
    });
  }
  const meters = Math.max(
    distance(expected.center, actual.center),
    sizeDifference(expected, actual),
  );
  const degrees = degreesFromRadians(angleBetween(expected.rotation, actual.rotation));
  const outcome = `“${describeOperation(edit.operation, facts.scene)}”`;
  if (degrees > options.residualMaxDegrees) {
    return finding("box-matches-operation", {
      passed: false,
      value: degrees,
      limit: options.residualMaxDegrees,
      unit: "°",
      message: `the new box is turned ${degrees.toFixed(1)}° away from ${outcome}`,
    });
  }
  const passed = meters <= options.residualMaxMeters;
  return finding("box-matches-operation", {
    passed,
    value: meters,
    limit: options.residualMaxMeters,
    unit: "m",
    message: passed
      ? `the new box is ${outcome}`
      : `the new box is ${meters.toFixed(2)} m off ${outcome}`,
  });
}

function sizeDifference(a: BoxInCamera, b: BoxInCamera): number {
  return Math.max(...a.size.map((side, axis) => Math.abs(side - b.size[axis]!)));
}
