import * as z from "zod";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { nearPlaneMeters } from "#core/geometry/projection.ts";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import { gsiBoxOf } from "#core/metric/gsi-box.ts";
import type { EditScore, GsiDetection } from "#core/metric/gsi-edit.ts";
import { idealDetection, oracleScore } from "#core/metric/oracle.ts";
import { oncePer } from "#core/once-per.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import type { Placement, SceneFacts } from "#core/scene/scene-facts.ts";
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
  const problem = boxProblem(subject.before) ?? boxProblem(subject.after);
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

function boxProblem(placement: Placement | null): string | null {
  if (!placement) return null;
  const [w, h, l] = placement.box.size;
  if (w <= 0 || h <= 0 || l <= 0)
    return "the box is flat: the evaluator needs a width, height and depth";
  return placement.minDepthMeters <= nearPlaneMeters
    ? "the box reaches behind the camera, where the evaluator cannot project it"
    : null;
}

const fullMarks: EditScore = { compliance: 1, accuracy: 1 };

function scorePerfect({ facts, edit, target }: CheckedEdit): EditScore {
  // A change of view is compared with the picture that it should give, not with boxes.
  if (edit.operation.kind === "view") return fullMarks;
  const { intrinsics896 } = facts;
  const label = normalizeLabel(edit.label);
  const isAsInPhoto = target?.object.label === label && target.object.box === edit.sourceBox;
  const own =
    (isAsInPhoto && perfectDetections(facts).get(edit.targetId)) ||
    detectionOf(label, edit.sourceBox, intrinsics896);
  const asked = {
    originDetections: [own, ...detectionsOfOthers(facts, label, edit.targetId)],
    targetIndex: 0,
    originalBox: own.bbox_3d,
    rotation: own.rotation_matrix,
    intrinsics896,
  };
  const newBox = edit.targetBox;
  if (edit.operation.kind === "remove" || !newBox)
    return oracleScore({ ...asked, operation: "remove" });
  switch (edit.operation.kind) {
    case "rotate": {
      const newRotation = matrixFromQuaternion(newBox.rotation);
      return oracleScore({ ...asked, operation: "rotate", newRotation });
    }
    case "scale":
      return oracleScore({ ...asked, operation: "scale", newBox: gsiBoxOf(newBox) });
    case "move":
    case "place":
    case "place-on-receptacle":
      return oracleScore({ ...asked, operation: "move", newBox: gsiBoxOf(newBox) });
  }
}

/** What a detector without error reports for a box. */
function detectionOf(label: string, box: BoxInCamera, intrinsics896: Intrinsics): GsiDetection {
  const rotation = matrixFromQuaternion(box.rotation);
  return idealDetection(label, gsiBoxOf(box), rotation, matrixFromIntrinsics(intrinsics896));
}

/** What it reports for each object in the picture, by id. */
const perfectDetections = oncePer(
  ({ objects, intrinsics896 }: SceneFacts): ReadonlyMap<string, GsiDetection> =>
    new Map(
      objects
        .filter(({ object }) => object.inImageFraction > 0)
        .map(({ object: { id, label, box } }) => [id, detectionOf(label, box, intrinsics896)]),
    ),
);

const idsByLabel = oncePer((facts: SceneFacts) =>
  Map.groupBy(perfectDetections(facts).keys(), (id) => facts.byId.get(id)!.object.label),
);

function detectionsOfOthers(facts: SceneFacts, label: string, targetId: string): GsiDetection[] {
  const detections = perfectDetections(facts);
  const others = (idsByLabel(facts).get(label) ?? []).filter((id) => id !== targetId);
  return others.map((id) => detections.get(id)!);
}
