import { framesToTry, judgeFrame } from "#core/frame/select-frames.ts";
import type { MeasuredFrame } from "#core/frame/select-frames.ts";
import type { SelectFramesOptions } from "#core/frame/select-frames-options.ts";
import { grayFromRgb, sharpness } from "#core/frame/sharpness.ts";
import { showsWell } from "#core/frame/shows-well.ts";
import { liftObject } from "#core/scene/lift-object.ts";
import { messageOf } from "#server/errors.ts";
import { findKeptFrames } from "#server/frame/find-kept-frames.ts";
import { preparePhotos } from "#server/frame/prepare-photos.ts";
import { readPhoto } from "#server/frame/read-photo.ts";
import type { SelectedFrame } from "#server/frame/record-selection.ts";
import { recordSelection } from "#server/frame/record-selection.ts";
import type { SceneWalk, WalkFrame } from "#server/scene/get-scene-walk.ts";
import { getSceneWalk } from "#server/scene/get-scene-walk.ts";
import { mapLimited } from "#server/scene/map-limited.ts";
import { putBlob } from "#server/storage.ts";
import type { StageHandler } from "../stage-plan.ts";

const groupsAtOnce = 4;

/** Chooses sharp and rich photos of a walk; of each group of consecutive frames at most one. */
export const selectFrames: StageHandler = {
  version: 1,
  async plan({ ctx, subjectId: sceneId, parameters: { seed, selectFrames: options } }) {
    const walk = await getSceneWalk(ctx, sceneId);
    return {
      provenance: { parameters: options, seed, inputs: [walk.inputsHash] },
      async compute() {
        const groups = framesToTry(walk.frames, sceneId, seed, options);
        await preparePhotos(
          walk.rootPath,
          groups.flat().map(({ image }) => image),
        );
        const tried = await mapLimited(groups, groupsAtOnce, (frames, group) =>
          tryGroup(walk, frames, group, options),
        );
        return (inside) => recordSelection(inside, sceneId, tried.flat());
      },
      next: (inside) => findKeptFrames(inside, sceneId),
    };
  },
};

/** Tries the frames of a group in turn until one is good enough. */
async function tryGroup(
  walk: SceneWalk,
  frames: readonly WalkFrame[],
  group: number,
  options: SelectFramesOptions,
): Promise<SelectedFrame[]> {
  const tried: SelectedFrame[] = [];
  for (const frame of frames) {
    const { photo, measured } = await measure(walk, frame);
    const { kept, reasons } = judgeFrame(measured, options);
    const figures = "unreadable" in measured ? { sharpness: null, objectCount: null } : measured;
    tried.push({
      frameId: frame.id,
      imageHash: kept && photo ? await putBlob(photo) : null,
      detail: { group, attempt: tried.length + 1, ...figures, reasons: [...reasons] },
    });
    if (kept) break;
  }
  return tried;
}

async function measure(
  walk: SceneWalk,
  { key, image, intrinsics, cameraFromWorld }: WalkFrame,
): Promise<{ photo: Buffer | null; measured: MeasuredFrame }> {
  try {
    const { encoded, rgb } = await readPhoto(walk.rootPath, image, intrinsics);
    const objectCount = walk.objects.filter(({ label, box, frameKey }) => {
      if (frameKey !== null && frameKey !== key) return false;
      const lifted = liftObject(intrinsics, cameraFromWorld, box);
      return lifted !== null && showsWell(intrinsics, label, lifted);
    }).length;
    const score = sharpness(grayFromRgb(intrinsics.width, intrinsics.height, rgb));
    return { photo: encoded, measured: { sharpness: score, objectCount } };
  } catch (error) {
    return {
      photo: null,
      measured: { unreadable: `the photo cannot be used: ${messageOf(error)}` },
    };
  }
}
