import * as z from "zod";
import { radiansFromDegrees } from "#core/geometry/angle.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { angleBetween } from "#core/geometry/quaternion.ts";
import { distance } from "#core/geometry/vector.ts";
import { OperationKind } from "#core/operation/operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

const Numbers3 = z.tuple([z.number(), z.number(), z.number()]);
const Numbers4 = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** What counts of another sample: any edit has it. Plain data, so that options can be stored. */
const OtherSample = z.object({
  targetId: z.string(),
  operation: z.object({ kind: OperationKind }),
  targetBox: z.object({ center: Numbers3, size: Numbers3, rotation: Numbers4 }).nullable(),
  instruction: z.string(),
});
type OtherSample = z.infer<typeof OtherSample>;

/** Which edits there are besides, and how alike two must be to count as one. */
export const DuplicateOptions = z.object({
  /** The other samples of the photo, without the one that is checked. */
  others: z.array(OtherSample).default([]),
  /** Outcomes count as the same up to this distance of the boxes and difference of a side, metres. */
  sameMeters: z.number().min(0).default(0.05),
  /** And up to this angle between them, degrees. */
  sameDegrees: z.number().min(0).default(3),
});
export type DuplicateOptions = z.infer<typeof DuplicateOptions>;

/**
 * No other sample of the photo may ask for the same outcome: the same object gone, or the same object in the
 * same place, at the same heading and size, in whatever words and by whatever operation. Changes of view are
 * the same when the same object is seen from the same place.
 */
export function checkDuplicate({ edit }: CheckedEdit, options: DuplicateOptions): Finding {
  const twins = options.others.filter((other) => asksForSame(edit, other, options));
  const [twin] = twins;
  return finding("duplicate", {
    passed: !twin,
    message: twin
      ? `${twins.length === 1 ? "another sample asks" : `${twins.length} other samples ask`} for the same: “${twin.instruction}”`
      : "no other sample asks for the same",
  });
}

/** Whether two edits of one photo ask for the same outcome, within the options' `sameMeters` and `sameDegrees`. */
export function asksForSame(
  a: Edit,
  b: Edit | OtherSample,
  options: Pick<DuplicateOptions, "sameMeters" | "sameDegrees">,
): boolean {
  if (a.targetId !== b.targetId) return false;
  if ((a.operation.kind === "view") !== (b.operation.kind === "view")) return false;
  if (!a.targetBox || !b.targetBox) return a.targetBox === b.targetBox;
  return boxesAgree(a.targetBox, b.targetBox, options);
}

function boxesAgree(
  a: BoxInCamera,
  b: BoxInCamera | NonNullable<OtherSample["targetBox"]>,
  { sameMeters, sameDegrees }: Pick<DuplicateOptions, "sameMeters" | "sameDegrees">,
): boolean {
  return (
    distance(a.center, b.center) <= sameMeters &&
    a.size.every((side, axis) => Math.abs(side - b.size[axis]!) <= sameMeters) &&
    angleBetween(a.rotation, b.rotation) <= radiansFromDegrees(sameDegrees)
  );
}
