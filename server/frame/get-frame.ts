import type * as z from "zod";
import { Agreement } from "#core/detection/agreement.ts";
import { Backend } from "#core/detection/backend.ts";
import { ObjectDetection, ReconstructionDetail } from "#core/detection/reconstruction.ts";
import { FrameStream } from "#core/frame/frame-image.ts";
import { FrameSelection, SelectionDetail } from "#core/frame/selection.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { PoseSource } from "#core/scene/pose-source.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { frameSceneOf } from "./get-frame-scene.ts";
import { getLastSelection } from "./get-last-selection.ts";

/** One photo with what was reconstructed in it and why it was chosen or not. */
export type FrameDetail = {
  id: string;
  number: number;
  stream: FrameStream;
  poseSource: PoseSource;
  split: string | null;
  sceneId: string;
  width: number;
  height: number;
  imageHash: string | null;
  pointsHash: string | null;
  selection: FrameSelection;
  selectionDetail: SelectionDetail | null;
  /** With the objects of the first backend that has looked at it; with none where none has. */
  scene: FrameScene;
  /** What each backend made of it; none where no backend has looked at it. */
  reconstructions: FrameReconstruction[];
};

/** What one backend made of a photo. */
export type FrameReconstruction = ReconstructionDetail & {
  backend: Backend;
  scene: FrameScene;
  /** By the object's id, for those that a detector found. */
  detections: Record<string, ObjectDetection>;
  /** By the object's id, for those that the annotation has too. */
  agreements: Record<string, Agreement>;
  model: string | null;
  modelHash: string | null;
  notForRelease: string | null;
  createdAt: Date;
};

/** One frame by id, with what every backend made of it, in the order of the backends. */
export async function getFrame(ctx: Context, id: string): Promise<FrameDetail> {
  const row = await ctx.db.frame.findUnique({
    where: { id },
    include: {
      scene: true,
      objects: true,
      reconstructions: { include: { provenance: true } },
    },
  });
  if (!row) throw new AppError("NOT_FOUND", `no frame ${id}`);
  const { includedLabels } = await getLastSelection(ctx, row.sceneId);
  const reconstructions: FrameReconstruction[] = [];
  for (const backend of Backend.options) {
    const made = row.reconstructions.find((one) => one.backend === backend);
    if (!made) continue;
    const objects = row.objects.filter((object) => object.backend === backend);
    reconstructions.push({
      ...ReconstructionDetail.parse(made.detail),
      backend,
      scene: frameSceneOf(row, backend, includedLabels),
      detections: parsedByKey(objects, "detection", ObjectDetection),
      agreements: parsedByKey(objects, "agreement", Agreement),
      model: made.provenance.model,
      modelHash: made.provenance.modelHash,
      notForRelease: made.notForRelease,
      createdAt: made.createdAt,
    });
  }
  return {
    id: row.id,
    number: row.number,
    stream: FrameStream.parse(row.stream),
    poseSource: PoseSource.parse(row.poseSource),
    split: row.split,
    sceneId: row.sceneId,
    width: row.width,
    height: row.height,
    imageHash: row.imageHash,
    pointsHash: row.scene.pointsHash,
    selection: FrameSelection.parse(row.selection),
    selectionDetail: SelectionDetail.nullable().parse(row.selectionDetail),
    scene: reconstructions[0]?.scene ?? frameSceneOf(row, "annotation", includedLabels),
    reconstructions,
  };
}

function parsedByKey<Name extends "detection" | "agreement", Value>(
  objects: readonly (Record<Name, unknown> & { key: string })[],
  name: Name,
  schema: z.ZodType<Value>,
): Record<string, Value> {
  return Object.fromEntries(
    objects.flatMap((object) =>
      object[name] === null ? [] : [[object.key, schema.parse(object[name])]],
    ),
  );
}
