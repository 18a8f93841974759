import { stat } from "node:fs/promises";
import { canonicalJson } from "#core/canonical-json.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import { emptyImportReport, refuse } from "#core/scene/import-report.ts";
import { checkPoses } from "#core/scene/pose-check.ts";
import type { DescribedPhoto, DescribedScene, ListedScene } from "#core/scene/read-photos-file.ts";
import { listPhotoScenes, readPhotoScene } from "#core/scene/read-photos-file.ts";
import { messageOf } from "../errors.ts";
import { containedPath } from "../scene/contained-path.ts";
import type { Scan, ScanObject } from "../scene/read-scan.ts";
import { floorOf } from "../scene/read-scan.ts";
import { hashOf } from "../storage.ts";
import type { UsablePhoto } from "./assemble-photos.ts";
import { assemblePhotos, standUp } from "./assemble-photos.ts";
import { headOf, readJsonDocument } from "./json-document.ts";
import type { LookedPhoto } from "./look-at-photos.ts";
import { cameraMismatch, lookAtPhotos } from "./look-at-photos.ts";
import type { FoundScan, Source } from "./source.ts";

/** Raised whenever the same files may give other rows than before. */
const importerVersion = 1;
const fileName = "gsi-photos.json";
const mark = /"format"\s*:\s*"gsi-photos"/;

/** Photos with cameras and boxes in the studio's own plain format (docs/photos-and-boxes.md). */
export const photos: Source = {
  name: "photos",
  layout: `a folder with a ${fileName}`,
  async find({ root, file }) {
    const shown = file ?? fileName;
    try {
      const path = await containedPath(root, root, shown);
      const isOurs =
        path &&
        (await stat(path)).isFile() &&
        (shown === fileName || mark.test(await headOf(path)));
      if (!isOurs) return { scans: [], refused: [] };
      const { scenes, problems } = listPhotoScenes(await readJsonDocument(path));
      return {
        scans: scenes.map((scene) => found(root, shown, scene)),
        refused: problems.map((reason) => ({ file: shown, reason })),
      };
    } catch (error) {
      return { scans: [], refused: [{ file: shown, reason: messageOf(error) }] };
    }
  },
};

function found(root: string, shown: string, listed: ListedScene): FoundScan {
  return {
    sceneId: listed.id,
    rootPath: root,
    async look(onProgress) {
      const scene = readPhotoScene(listed);
      const files = scene.photos.map(({ file }) => file);
      const looked = await lookAtPhotos(root, [""], files, onProgress);
      const images = looked.map((one) => ("problem" in one ? one.problem : one.fingerprint));
      return {
        inputsHash: hashOf(canonicalJson({ importerVersion, shown, scene, images })),
        read: async () => readScene(shown, scene, looked),
      };
    },
  };
}

function readScene(
  shown: string,
  scene: DescribedScene,
  looked: readonly LookedPhoto[],
): { scan: Scan | null; report: ImportReport } {
  const report = emptyImportReport();
  for (const problem of scene.problems) refuse(report, shown, problem);
  const usable = scene.photos.flatMap((photo, index) => {
    const one = looked[index]!;
    const problem = "problem" in one ? one.problem : cameraMismatch(one, photo.intrinsics);
    if (problem === null && !("problem" in one)) return [{ ...photo, path: one.path }];
    refuse(report, photo.file, `${problem} (${photo.place} of ${shown})`);
    return [];
  });
  if (usable.length === 0) return { scan: null, report };

  const shared = scene.objects.map((object): ScanObject => ({
    ...object,
    box: standUp(object.box),
    points: new Float32Array(0),
    frameKey: null,
  }));
  report.floor =
    scene.floorHeightMeters === null
      ? floorOf(shared, null)
      : { heightMeters: scene.floorHeightMeters, source: "stated" };
  const { frames, objects } = assemblePhotos(withKeys(usable), report.floor.heightMeters, report);
  const cameras = usable.flatMap(({ intrinsics, cameraFromWorld }) =>
    cameraFromWorld ? [{ intrinsics, worldFromCamera: invert(cameraFromWorld) }] : [],
  );
  const check = checkPoses(
    cameras,
    shared.map(({ box }) => box.center),
  );
  if (check.refusal) {
    refuse(report, shown, check.refusal);
    return { scan: null, report };
  }
  report.seenShare ??= check.seenShare;
  report.read.objects += shared.length;
  return { scan: { frames, objects: [...shared, ...objects], cloud: null, report }, report };
}

/** Gives each photo a key from its path and its objects keys that are unique in the scene. */
function withKeys(usable: readonly (DescribedPhoto & { path: string })[]): UsablePhoto[] {
  const taken = new Set<string>();
  return usable.map(({ file, path, intrinsics, cameraFromWorld, objects }, number) => {
    const safe = frameKeyOf(file);
    // By the path, not by a counter: the key stays when other photos come and go.
    const key = taken.has(safe) ? `${safe}-${hashOf(file).slice(0, 8)}` : safe;
    taken.add(safe);
    return {
      key,
      number,
      path,
      intrinsics,
      cameraFromWorld,
      objects: objects.map((object) => ({ ...object, key: `${key}.${object.key}` })),
    };
  });
}

/** The path without its ending, as a part of a file name; a key that is in the published style stays as it is. */
function frameKeyOf(file: string): string {
  const stem = file.replace(/^(?:\.?\/)+/, "").replace(/\.[^./]*$/, "");
  const name = stem.replace(/^.*\//, "");
  if (/^frame_\d{6}$/.test(name)) return name;
  const safe = stem.replaceAll(/[^A-Za-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
  return safe.slice(-60).replace(/^-/, "") || "photo";
}
