import { canonicalJson } from "#core/canonical-json.ts";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { photoFile } from "./photo-file.ts";
import type { SampleInContext } from "./release-index.ts";

/** What the values of a column are. Lists hold float64. An image is its bytes, or null, and a path. */
export type ColumnType = "string" | "int32" | "float64-list" | "image";

/** A column of the table of a release: one row for every sample. */
export type TableColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly description: string;
  /** `photo`: the photo's bytes, or null where photos are left out. */
  readonly valueOf: (row: SampleInContext, photo: Uint8Array | null) => ColumnValue;
};

type ColumnValue =
  | string
  | number
  | readonly number[]
  | { readonly bytes: Uint8Array | null; readonly path: string }
  | null;

/** The columns of the table, in order. Matrices lie row after row; boxes are `[x, y, z, w, h, l, yaw]`, metres and radians, OpenCV camera frame. */
export const tableColumns: readonly TableColumn[] = [
  text("sample_id", "Id of the sample in the studio", ({ sample }) => sample.sampleId),
  {
    name: "image",
    type: "image",
    nullable: false,
    description: "The photo before the edit, byte for byte that of the scan",
    valueOf: ({ image }, photo) => ({ bytes: photo, path: photoFile(image.imageId) }),
  },
  text("image_sha256", "SHA-256 of the photo's bytes", ({ image }) => image.sha256),
  text(
    "instruction",
    "What the model is told to do to the photo",
    ({ sample }) => sample.edit.prompt,
  ),
  text("operation", "Kind of the edit", ({ sample }) => sample.operation.kind),
  text("operation_json", "The edit as data, JSON", ({ sample }) => canonicalJson(sample.operation)),
  text("label", "The edited object as a detector is asked for it", ({ sample }) => sample.label),
  list("box_before", "Box of the object before the edit", ({ sample }) => [
    ...sample.edit.original_bbox_3d,
  ]),
  list("rotation_before", "Box axes to camera before the edit, 3x3", ({ sample }) =>
    flat(sample.edit.rotation_matrix),
  ),
  list(
    "box_after",
    "Box of the object after the edit; null where it is removed",
    ({ sample: { edit } }) => (edit.new_bbox_3d ? [...edit.new_bbox_3d] : null),
    true,
  ),
  list(
    "rotation_after",
    "Box axes to camera after the edit, 3x3; null where it is removed",
    ({ sample: { edit } }) =>
      edit.new_bbox_3d ? flat(edit.new_rotation_matrix ?? edit.rotation_matrix) : null,
    true,
  ),
  list("camera_896", "Camera matrix in pixels of the evaluator's 896 frame, 3x3", ({ sample }) =>
    flat(sample.edit.camera_intrinsics),
  ),
  list("camera", "Camera matrix in pixels of the photo, 3x3", ({ image }) =>
    flat(matrixFromIntrinsics(image.intrinsics)),
  ),
  whole("width", "Width of the photo in pixels", ({ image }) => image.intrinsics.width),
  whole("height", "Height of the photo in pixels", ({ image }) => image.intrinsics.height),
  text("image_id", "Id of the photo", ({ image }) => image.imageId),
  text("query_id", "Number of the edit among those of its photo", ({ sample }) => sample.queryId),
  text("scene", "Id of the scan", ({ scene }) => scene.id),
  text("scan_source", "Kind of scan", ({ scene }) => scene.source),
  text("frame", "Key of the photo in its scan", ({ image }) => image.frameKey),
  text("stream", "Camera of the scan", ({ image }) => image.stream ?? null, true),
  text(
    "scan_split",
    "What the scan's own lists take the photo for; null where they do not name it",
    ({ image }) => image.split ?? null,
    true,
  ),
  text("edit_json", "The edit file of the GSI-Bench evaluator", ({ sample }) =>
    canonicalJson(sample.edit),
  ),
];

function text(
  name: string,
  description: string,
  valueOf: (row: SampleInContext) => string | null,
  nullable = false,
): TableColumn {
  return { name, type: "string", nullable, description, valueOf };
}

function list(
  name: string,
  description: string,
  valueOf: (row: SampleInContext) => readonly number[] | null,
  nullable = false,
): TableColumn {
  return { name, type: "float64-list", nullable, description, valueOf };
}

function whole(
  name: string,
  description: string,
  valueOf: (row: SampleInContext) => number,
): TableColumn {
  return { name, type: "int32", nullable: false, description, valueOf };
}

function flat(matrix: Matrix3): number[] {
  return matrix.flatMap((row) => [...row]);
}
