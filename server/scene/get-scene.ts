import { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { Intrinsics } from "#core/geometry/camera.ts";
import { FrameStream } from "#core/frame/frame-image.ts";
import { FrameSelection, SelectionDetail } from "#core/frame/selection.ts";
import { ImportReport } from "#core/scene/import-report.ts";
import { PoseSource } from "#core/scene/pose-source.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { getLastSelection } from "../frame/get-last-selection.ts";

/** A scene with its frames (in walking order), annotated objects, import report, and the limits by which its photos were last selected. */
export async function getScene(ctx: Context, id: string) {
  const [scene, selected] = await Promise.all([
    ctx.db.scene.findUnique({
      where: { id },
      include: {
        frames: {
          orderBy: { number: "asc" },
          include: { _count: { select: { samples: true, objects: true } } },
        },
        objects: { orderBy: { id: "asc" } },
      },
    }),
    getLastSelection(ctx, id),
  ]);
  if (!scene) throw new AppError("NOT_FOUND", `no scene ${id}`);
  return {
    ...scene,
    report: ImportReport.parse(scene.report),
    selectFrames: selected.options,
    frames: scene.frames.map((frame) => ({
      ...frame,
      stream: FrameStream.parse(frame.stream),
      poseSource: PoseSource.parse(frame.poseSource),
      selection: FrameSelection.parse(frame.selection),
      selectionDetail: SelectionDetail.nullable().parse(frame.selectionDetail),
      intrinsics: Intrinsics.parse(frame.intrinsics),
      cameraFromWorld: CameraFromWorld.parse(frame.cameraFromWorld),
    })),
    objects: scene.objects.map((object) => ({ ...object, box: BoxInWorld.parse(object.box) })),
  };
}
