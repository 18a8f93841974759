import { framesToTry } from "#core/frame/frames-to-try.ts";
import { selectFrames as decide } from "#core/frame/select-frames.ts";
import type { MeasuredFrame } from "#core/frame/selection.ts";
import { shownObjects } from "#core/frame/shown-objects.ts";
import type { RunParameters } from "#core/run/run-parameters.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import { AppError } from "#server/errors.ts";
import { findKeptFrames } from "#server/frame/find-kept-frames.ts";
import { preparePhotos } from "#server/frame/prepare-photos.ts";
import type { StoredFrame } from "#server/frame/record-selection.ts";
import { recordSelection } from "#server/frame/record-selection.ts";
import { getLastSelection } from "#server/frame/get-last-selection.ts";
import { getSceneWalk } from "#server/scene/get-scene-walk.ts";
import { withPhotoThreads } from "../photo-threads.ts";
import type { StageHandler } from "../stage-plan.ts";

/** Chooses sharp and rich photos of a scene's walks; of each group of consecutive frames at most one. */
export const selectFrames: StageHandler = {
  version: 3,
  async plan({ ctx, subjectId: sceneId, parameters }) {
    const { seed } = parameters;
    const last = await getLastSelection(ctx, sceneId);
    const options = parameters.selectFrames ?? last.options;
    const includedLabels = includedIn(parameters) ?? last.includedLabels;
    const { rootPath, inputsHash, frames, objects } = await getSceneWalk(ctx, sceneId);
    return {
      provenance: { parameters: { ...options, includedLabels }, seed, inputs: [inputsHash] },
      async compute() {
        const tries = framesToTry(frames, sceneId, seed, options).flatMap((group) => group.tries);
        await preparePhotos(
          rootPath,
          tries.map(({ image }) => image),
        );
        const measured = new Map<string, MeasuredFrame>();
        const stored = new Map<string, StoredFrame>();
        const measuredHashes = new Map<string, string>();
        return withPhotoThreads(async (doWork) => {
          const results = await doWork(
            tries.map((frame) => ({ kind: "measure-and-show", rootPath, frame })),
          );
          tries.forEach((frame, index) => {
            const result = results[index]!;
            if ("unreadable" in result) measured.set(frame.id, result);
            if (!("sharpness" in result)) return;
            const { sharpness, maskedShare, thumbnailHash, imageHash } = result;
            const shownKeys = shownObjects(frame, objects, includedLabels);
            measured.set(frame.id, { sharpness, maskedShare, shownKeys });
            stored.set(frame.id, { thumbnailHash });
            measuredHashes.set(frame.id, imageHash);
          });
          const measuredOf = (id: string) => measured.get(id) ?? null;
          const { outcomes } = decide(frames, sceneId, seed, measuredOf, options);

          const kept = tries.filter(({ id }) => outcomes.get(id)?.kept);
          const photos = await doWork(kept.map((frame) => ({ kind: "keep", rootPath, frame })));
          kept.forEach(({ id, key }, index) => {
            const photo = photos[index]!;
            if ("unreadable" in photo)
              throw new AppError("CONFLICT", `${key} was changed meanwhile: ${photo.unreadable}`);
            if (photo.imageHash !== measuredHashes.get(id))
              throw new AppError(
                "CONFLICT",
                `${key} was changed meanwhile: run the selection again`,
              );
            stored.set(id, { ...stored.get(id)!, imageHash: photo.imageHash });
          });
          return (inside) => recordSelection(inside, sceneId, outcomes, stored);
        });
      },
      next: (inside) => findKeptFrames(inside, sceneId),
    };
  },
};

function includedIn({ includedLabels }: RunParameters): string[] | null {
  return includedLabels && [...new Set(includedLabels.map(normalizeLabel))].toSorted();
}
