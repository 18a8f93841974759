import * as z from "zod";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxCorners } from "#core/geometry/oriented-box.ts";
import { nearPlaneMeters } from "#core/geometry/projection.ts";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import { gsiBoxOf } from "#core/metric/gsi-box.ts";
import type { EditScore, GsiDetection } from "#core/metric/gsi-edit.ts";
import { idealDetection, oracleScore } from "#core/metric/oracle.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import type { SceneFacts } from "#core/scene/scene-facts.ts";
import type { CheckedEdit } from "./checked-edit.ts";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";

/** What a perfect edit must earn. */
export const OracleOptions = z.object({
  /** Least spatial accuracy that the published evaluator gives a perfect edit. */
  accuracyMin: z.number().min(0).max(1).default(0.99),
});
export type OracleOptions = z.infer<typeof OracleOptions>;

/**
 * A perfect edit must earn full marks from the published evaluator: compliance 1 and accuracy of at least
 * 0.99. Catches what no model could ever score on: moves under 0.316 m, half turns and turns of square
 * things, boxes that come to lie on another thing of the same label, and boxes the evaluator cannot
 * project (flat ones, or reaching behind the camera).
 */
export function checkOracle(subject: CheckedEdit, { accuracyMin }: OracleOptions): Finding {
  const problem = boxProblem(subject.edit.sourceBox) ?? boxProblem(subject.edit.targetBox);
  if (problem) return finding("oracle", { passed: false, message: problem });
  const score = scorePerfect(subject);
  const passed = score.compliance === 1 && score.accuracy >= accuracyMin;
  return finding("oracle", {
    passed,
    value: score.accuracy,
    limit: accuracyMin,
    unit: "SA",
    message: passed
      ? "a perfect edit gets full marks from the evaluator"
      : `even a perfect edit gets compliance ${score.compliance} and accuracy ${score.accuracy.toFixed(2)} from the evaluator`,
  });
}

function boxProblem(box: BoxInCamera | null): string | null {
  if (!box) return null;
  if (Math.min(...box.size) <= 0)
    return "the box is flat: the evaluator needs a width, height and depth";
  return boxCorners(box).some((corner) => corner[2] <= nearPlaneMeters)
    ? "the box reaches behind the camera, where the evaluator cannot project it"
    : null;
}

function scorePerfect({ facts, edit }: CheckedEdit): EditScore {
  const { intrinsics896 } = facts;
  const label = normalizeLabel(edit.label);
  const originalBox = gsiBoxOf(edit.sourceBox);
  const rotation = matrixFromQuaternion(edit.sourceBox.rotation);
  const own = idealDetection(label, originalBox, rotation, matrixFromIntrinsics(intrinsics896));
  const asked = {
    originDetections: [own, ...detectionsOfOthers(facts, label, edit.targetId)],
    targetIndex: 0,
    originalBox,
    rotation,
    intrinsics896,
  };
  if (edit.operation.kind === "remove" || !edit.targetBox)
    return oracleScore({ ...asked, operation: "remove" });
  if (edit.operation.kind === "move")
    return oracleScore({ ...asked, operation: "move", newBox: gsiBoxOf(edit.targetBox) });
  const newRotation = matrixFromQuaternion(edit.targetBox.rotation);
  return oracleScore({ ...asked, operation: "rotate", newRotation });
}

const knownDetections = new WeakMap<SceneFacts, ReadonlyMap<string, GsiDetection>>();

/** What a detector without error reports for the other things of the label. */
function detectionsOfOthers(facts: SceneFacts, label: string, targetId: string): GsiDetection[] {
  let detections = knownDetections.get(facts);
  if (!detections) {
    const k = matrixFromIntrinsics(facts.intrinsics896);
    detections = new Map(
      facts.objects
        .filter(({ object }) => object.inImageFraction > 0)
        .map(({ object: { id, label: name, box } }) => [
          id,
          idealDetection(name, gsiBoxOf(box), matrixFromQuaternion(box.rotation), k),
        ]),
    );
    knownDetections.set(facts, detections);
  }
  const others: GsiDetection[] = [];
  for (const [id, detection] of detections)
    if (id !== targetId && detection.label === label) others.push(detection);
  return others;
}
