import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { PoseSource } from "#core/scene/pose-source.ts";
import type { ScanCamera } from "#core/scene/scan-camera.ts";

type Problem = { readonly problem: string };

/** What a pose file states of one photo; `camera` is null where it states none. */
export type PoseEntry = {
  cameraFromWorld: CameraFromWorld | Problem;
  camera: ScanCamera | Problem | null;
};

/** A file with poses of a stream, read. */
export type PoseFile = {
  source: PoseSource;
  shown: string;
  entries: ReadonlyMap<string, PoseEntry>;
};

/** The pose of a photo from the first of the files that has a usable one. */
export function choosePose(
  files: readonly PoseFile[],
  key: string,
): { cameraFromWorld: CameraFromWorld; source: PoseSource } | Problem {
  let first: Problem | null = null;
  for (const { source, shown, entries } of files) {
    const pose = entries.get(key)?.cameraFromWorld;
    if (pose && !("problem" in pose)) return { cameraFromWorld: pose, source };
    if (pose) first ??= unusable(shown, pose);
  }
  const names = files.map(({ shown }) => shown).join(" or ");
  return first ?? { problem: `there is no pose "${key}" in ${names}` };
}

/** The camera of a photo from the first of the files that states a usable one. */
export function chooseCamera(files: readonly PoseFile[], key: string): ScanCamera | Problem {
  let first: Problem | null = null;
  for (const { shown, entries } of files) {
    const camera = entries.get(key)?.camera;
    if (camera && !("problem" in camera)) return camera;
    if (camera) first ??= unusable(shown, camera);
  }
  return first ?? { problem: "no file of the scan states its camera" };
}

function unusable(shown: string, { problem }: Problem): Problem {
  return { problem: `its entry in ${shown} cannot be used: ${problem}` };
}
