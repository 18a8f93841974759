import { FrameStream } from "#core/frame/frame-image.ts";
import type { SelectableFrame } from "#core/frame/select-frames.ts";
import type { SelectFramesOptions } from "#core/frame/select-frames-options.ts";
import { SelectionDetail } from "#core/frame/selection.ts";
import { Intrinsics } from "#core/geometry/camera.ts";
import { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { getLastSelection } from "./get-last-selection.ts";

/** A photo of the scene with what the last selection found. */
export type ReportFrame = SelectableFrame & {
  intrinsics: Intrinsics;
  kept: boolean;
  /** Null when it was not looked at. */
  detail: SelectionDetail | null;
  imageHash: string | null;
  thumbnailHash: string | null;
};

/** A scene's last selection with all that is needed to decide it anew. */
export type SelectionReport = {
  sceneId: string;
  floorHeightMeters: number;
  seed: number;
  options: SelectFramesOptions;
  includedLabels: string[];
  /** Whether a selection of the scene waits or runs. */
  selecting: boolean;
  frames: ReportFrame[];
  objects: { key: string; label: string; box: BoxInWorld }[];
};

/** What the report page shows of a scene. */
export async function getSelectionReport(ctx: Context, sceneId: string): Promise<SelectionReport> {
  const [scene, last, open] = await Promise.all([
    ctx.db.scene.findUnique({
      where: { id: sceneId },
      include: {
        frames: { orderBy: [{ number: "asc" }, { key: "asc" }] },
        objects: { orderBy: { id: "asc" } },
      },
    }),
    getLastSelection(ctx, sceneId),
    ctx.db.task.count({
      where: { sceneId, stage: "select-frames", state: { in: ["waiting", "running"] } },
    }),
  ]);
  if (!scene) throw new AppError("NOT_FOUND", `no scene ${sceneId}`);
  return {
    sceneId,
    floorHeightMeters: scene.floorHeightMeters,
    ...last,
    selecting: open > 0,
    frames: scene.frames.map((frame) => ({
      id: frame.id,
      key: frame.key,
      number: frame.number,
      stream: FrameStream.parse(frame.stream),
      exclusion: frame.exclusion,
      cameraFromWorld: CameraFromWorld.parse(frame.cameraFromWorld),
      intrinsics: Intrinsics.parse(frame.intrinsics),
      kept: frame.selection === "kept",
      detail: SelectionDetail.nullable().parse(frame.selectionDetail),
      imageHash: frame.imageHash,
      thumbnailHash: frame.thumbnailHash,
    })),
    objects: scene.objects.map(({ key, label, box }) => ({
      key,
      label,
      box: BoxInWorld.parse(box),
    })),
  };
}
