import { FrameStream } from "#core/frame/frame-image.ts";
import { FrameSelection, SelectionDetail } from "#core/frame/selection.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { PoseSource } from "#core/scene/pose-source.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { getFrameScene } from "./get-frame-scene.ts";

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
  scene: FrameScene;
};

/** One frame by id. */
export async function getFrame(ctx: Context, id: string): Promise<FrameDetail> {
  const [row, scene] = await Promise.all([
    ctx.db.frame.findUnique({
      where: { id },
      include: { scene: { select: { pointsHash: true } } },
    }),
    getFrameScene(ctx, id),
  ]);
  if (!row) throw new AppError("NOT_FOUND", `no frame ${id}`);
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
    scene,
  };
}
