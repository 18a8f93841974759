import { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { Intrinsics } from "#core/geometry/camera.ts";
import { SelectFramesOptions } from "#core/frame/select-frames-options.ts";
import { FrameSelection, SelectionDetail } from "#core/frame/selection.ts";
import { ImportReport } from "#core/scene/import-report.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

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
    lastSelection(ctx, id),
  ]);
  if (!scene) throw new AppError("NOT_FOUND", `no scene ${id}`);
  return {
    ...scene,
    report: ImportReport.parse(scene.report),
    selectFrames: SelectFramesOptions.parse(selected),
    frames: scene.frames.map((frame) => ({
      ...frame,
      selection: FrameSelection.parse(frame.selection),
      selectionDetail: SelectionDetail.nullable().parse(frame.selectionDetail),
      intrinsics: Intrinsics.parse(frame.intrinsics),
      cameraFromWorld: CameraFromWorld.parse(frame.cameraFromWorld),
    })),
    objects: scene.objects.map((object) => ({ ...object, box: BoxInWorld.parse(object.box) })),
  };
}

/** The options of the scene's latest selection; nothing when there was none, so that the defaults hold. */
async function lastSelection(ctx: Context, sceneId: string): Promise<unknown> {
  const result = await ctx.db.stageResult.findUnique({
    where: { stage_subjectId: { stage: "select-frames", subjectId: sceneId } },
  });
  const provenance =
    result && (await ctx.db.provenance.findUnique({ where: { hash: result.provenanceHash } }));
  return provenance?.parameters ?? {};
}
