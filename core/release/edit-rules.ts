import type { Intrinsics } from "#core/geometry/camera.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { frameSide } from "#core/metric/frame-896.ts";
import type { ImageSize } from "#core/metric/frame-896.ts";
import type { OracleEdit } from "#core/metric/oracle.ts";
import { idealDetection, oracleScore } from "#core/metric/oracle.ts";
import type { ScoredOperation } from "#core/metric/operation-word.ts";
import { operationFromPrompt } from "#core/metric/operation-word.ts";
import type { OperationKind } from "#core/operation/operation.ts";
import { scoredAs } from "#core/operation/scored-as.ts";
import { OracleOptions } from "#core/plausibility/oracle.ts";
import { checkBoxNumbers, checkInPicture, checkRotation, checkYaw } from "./box-rules.ts";
import { checkCameraForm, checkCameraFrame, checkCameraOfPhoto } from "./camera-rules.ts";
import { PublishedEdit } from "./published-edit.ts";
import type { Violation } from "./violation.ts";
import { violation } from "./violation.ts";

const { accuracyMin } = OracleOptions.parse({});

/** One edit file of a dataset, with what is known around it. */
export type EditFile = {
  /** File name in the dataset folder. */
  readonly file: string;
  /** The parsed content. */
  readonly json: unknown;
  /** Size of the source picture; null when there is none to be read. */
  readonly imageSize: ImageSize | null;
  /** The photo's camera in pixels of the photo; null when nothing but the file says so. */
  readonly camera: Intrinsics | null;
  /** The operation that the edit is meant to be; null when nothing but the file says so. */
  readonly intended: OperationKind | null;
};

/**
 * Holds one edit file against every rule about its content. A rule whose premises another violation has
 * already taken away is not reported on top.
 */
export function checkEditFile(editFile: EditFile): Violation[] {
  const { file, json, intended } = editFile;
  const parsed = PublishedEdit.safeParse(json);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => {
      const field = fieldName(path);
      const what = message.endsWith("received undefined") ? "is missing" : message;
      return violation("fields", file, field, `${file}: ${field ?? "content"}: ${what}`);
    });
  }
  const edit = parsed.data;
  const { operation, violations } = checkPrompt(file, edit.prompt, intended && scoredAs[intended]);
  if (operation) violations.push(...checkOperationFields(file, edit, operation));
  violations.push(...checkGeometry(editFile, edit));
  if (operation === "view") violations.push(missingGroundTruth(file));
  const blocked = violations.some(({ severity }) => severity === "error");
  if (operation && !blocked) violations.push(...checkOracle(file, edit, operation));
  return violations;
}

function checkPrompt(file: string, prompt: string, intended: ScoredOperation | null) {
  const read = operationFromPrompt(prompt);
  const violations: Violation[] = [];
  const report = (rule: "operation-word" | "camera-word", message: string) =>
    violations.push(violation(rule, file, "prompt", `${file}: prompt: ${message}`));
  if ("unknown" in read) {
    report(
      "operation-word",
      `the evaluator knows no operation "${read.unknown}" and stops: begin with a verb such as Move, Rotate or Remove`,
    );
    return { operation: intended, violations };
  }
  const said = operationFromPrompt(prompt.replaceAll("camera", ""));
  const meant = intended ?? ("unknown" in said ? read.operation : said.operation);
  if (read.operation === "view" && meant !== "view" && prompt.includes("camera")) {
    report("camera-word", `the word "camera" makes it a view edit for the evaluator`);
  } else if (read.operation !== meant) {
    report("operation-word", `the evaluator reads "${read.operation}", meant is "${meant}"`);
  }
  return { operation: meant, violations };
}

function missingGroundTruth(file: string): Violation {
  return violation(
    "ground-truth",
    file,
    null,
    `${file}: a change of view is scored against the picture that it should give, and there is none`,
  );
}

const neededFields = {
  move: ["new_bbox_3d"],
  rotate: ["new_rotation_matrix"],
  scale: ["new_bbox_3d"],
  view: [],
  remove: [],
} as const satisfies Record<ScoredOperation, readonly (keyof PublishedEdit)[]>;

const allowedFields = {
  move: ["new_bbox_3d"],
  rotate: ["new_bbox_3d", "new_rotation_matrix"],
  scale: ["new_bbox_3d"],
  view: [],
  remove: [],
} as const satisfies Record<ScoredOperation, readonly (keyof PublishedEdit)[]>;

function checkOperationFields(file: string, edit: PublishedEdit, operation: ScoredOperation) {
  const report = (field: string, message: string) =>
    violation("operation-fields", file, field, `${file}: ${field} ${message}`);
  const allowed: readonly string[] = allowedFields[operation];
  return [
    ...neededFields[operation]
      .filter((field) => edit[field] === undefined)
      .map((field) => report(field, `is missing: a ${operation} edit is scored by it`)),
    ...(["new_bbox_3d", "new_rotation_matrix"] as const)
      .filter((field) => edit[field] !== undefined && !allowed.includes(field))
      .map((field) => report(field, `has no place in a ${operation} edit`)),
  ];
}

function checkGeometry({ file, imageSize, camera }: EditFile, edit: PublishedEdit): Violation[] {
  const k = edit.camera_intrinsics;
  const before = { field: "original_bbox_3d", box: edit.original_bbox_3d };
  const after = edit.new_bbox_3d && { field: "new_bbox_3d", box: edit.new_bbox_3d };
  const rotation = edit.rotation_matrix;
  const newRotation = edit.new_rotation_matrix ?? rotation;
  const single = [
    ...checkRotation(file, { field: "rotation_matrix", rotation }),
    ...(edit.new_rotation_matrix
      ? checkRotation(file, { field: "new_rotation_matrix", rotation: newRotation })
      : []),
    ...checkBoxNumbers(file, before),
    ...(after ? checkBoxNumbers(file, after) : []),
    ...checkCamera(file, k, imageSize, camera),
  ];
  if (single.some(({ severity }) => severity === "error")) return single;
  return [
    ...single,
    ...checkYaw(file, before, rotation),
    ...(after ? checkYaw(file, after, newRotation) : []),
    ...(imageSize ? checkInPicture(file, before, rotation, k, imageSize) : []),
    ...(imageSize && after ? checkInPicture(file, after, newRotation, k, imageSize) : []),
  ];
}

function checkCamera(
  file: string,
  k: Matrix3,
  imageSize: ImageSize | null,
  camera: Intrinsics | null,
): Violation[] {
  const form = checkCameraForm(file, k);
  if (form.length > 0) return form;
  const frame = imageSize ? checkCameraFrame(file, k, imageSize) : [];
  if (frame.length > 0) return frame;
  return camera ? checkCameraOfPhoto(file, k, camera) : [];
}

/**
 * The oracle over this file alone: the only detection of the label is the target's. What other objects of
 * the same label do to the score is checked where they are known, by `core/plausibility`.
 */
function checkOracle(file: string, edit: PublishedEdit, operation: ScoredOperation): Violation[] {
  const { original_bbox_3d: box, rotation_matrix: rotation, camera_intrinsics: k } = edit;
  const asked = oracleEdit(edit, operation);
  if (!asked) return [];
  const { compliance, accuracy } = oracleScore({
    originDetections: [idealDetection(edit.target, box, rotation, k)],
    targetIndex: 0,
    originalBox: box,
    rotation,
    intrinsics896: {
      fx: k[0][0],
      fy: k[1][1],
      cx: k[0][2],
      cy: k[1][2],
      width: frameSide,
      height: frameSide,
    },
    ...asked,
  });
  if (compliance === 1 && accuracy >= accuracyMin) return [];
  return [
    violation(
      "oracle",
      file,
      null,
      `${file}: a perfect edit would get compliance ${compliance} and accuracy ${accuracy.toFixed(2)} from the evaluator, so no model can score here (${oracleHint[operation]})`,
    ),
  ];
}

type AskedChange = OracleEdit extends infer One
  ? One extends { operation: ScoredOperation }
    ? Omit<One, "originDetections" | "targetIndex" | "originalBox" | "rotation" | "intrinsics896">
    : never
  : never;

function oracleEdit(edit: PublishedEdit, operation: ScoredOperation): AskedChange | null {
  switch (operation) {
    case "move":
    case "scale":
      return edit.new_bbox_3d ? { operation, newBox: edit.new_bbox_3d } : null;
    case "rotate":
      return edit.new_rotation_matrix ? { operation, newRotation: edit.new_rotation_matrix } : null;
    case "remove":
      return { operation };
    case "view":
      return null;
  }
}

const oracleHint: Record<ScoredOperation, string> = {
  move: "a move under 0.32 m counts as none",
  rotate: "a turn that leaves the rectangle in the picture as it was counts as none",
  scale: "a factor near 1 counts as none",
  view: "a change of view is scored against a picture",
  remove: "the box has no volume",
};

function fieldName(path: readonly PropertyKey[]): string | null {
  if (path.length === 0) return null;
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : String(part)))
    .join(".")
    .replaceAll(".[", "[");
}
