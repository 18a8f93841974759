import { readdir } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { canonicalJson } from "#core/canonical-json.ts";
import { emptyImportReport, refuse } from "#core/scene/import-report.ts";
import type { ImportReport } from "#core/scene/import-report.ts";
import type { Omni3dFile } from "#core/scene/omni3d.ts";
import { readOmni3d } from "#core/scene/omni3d.ts";
import { SceneId } from "#core/scene/scan-names.ts";
import { AppError, messageOf } from "../errors.ts";
import { containedPath } from "../scene/contained-path.ts";
import type { Scan } from "../scene/read-scan.ts";
import { hashFile, hashOf } from "../storage.ts";
import type { UsablePhoto } from "./assemble-photos.ts";
import { assemblePhotos } from "./assemble-photos.ts";
import { headOf, readJsonDocument } from "./json-document.ts";
import type { LookedPhoto } from "./look-at-photos.ts";
import { cameraMismatch, lookAtPhotos } from "./look-at-photos.ts";
import type { FoundScan, Refused, Source } from "./source.ts";

/** Raised whenever the same files may give other rows than before. */
const importerVersion = 1;

/** Where the files lie, from the folder that is named: itself, or above it as its authors unpack them. */
const folders = ["", "Omni3D", "datasets/Omni3D"];
const marks = [/"annotations"\s*:\s*\[/, /"info"\s*:\s*\{[^]*"images"\s*:\s*\[/];

/** Files of Omni3D (Cube R-CNN): each is a scene, each of its images a photo with boxes of its own. */
export const omni3d: Source = {
  name: "omni3d",
  layout: "Omni3D files (*.json with images and annotations, also in Omni3D/ beside datasets/)",
  async find({ root, file }) {
    const scans = new Map<string, FoundScan>();
    const refused: Refused[] = [];
    for (const folder of file === null ? folders : [""]) {
      for (const name of file === null ? await jsonFilesIn(root, folder, refused) : [file]) {
        const shown = join(folder, name);
        try {
          const path = await containedPath(root, root, shown);
          const head = path ? await headOf(path) : "";
          if (!path || !marks.some((mark) => mark.test(head))) continue;
          const sceneId = sceneIdOf(name);
          if (scans.has(sceneId))
            refused.push({
              file: shown,
              reason: `another file is the scene ${sceneId}: rename it`,
            });
          else scans.set(sceneId, { sceneId, rootPath: root, look: look(root, shown, path) });
        } catch (error) {
          refused.push({ file: shown, reason: messageOf(error) });
        }
      }
    }
    return { scans: [...scans.values()], refused };
  },
};

async function jsonFilesIn(root: string, folder: string, refused: Refused[]): Promise<string[]> {
  try {
    const path = await containedPath(root, root, folder);
    if (!path) return [];
    const entries = await readdir(path);
    return entries.filter((name) => /^[^.].*\.json$/i.test(name)).toSorted();
  } catch (error) {
    refused.push({ file: folder, reason: messageOf(error) });
    return [];
  }
}

/** The file's name as a scene id: what is not allowed in one becomes a dash. */
function sceneIdOf(name: string): string {
  const safe = basename(name, extname(name))
    .replaceAll(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^[_-]+/, "")
    .slice(0, 64);
  return SceneId.safeParse(safe).data ?? "omni3d";
}

function look(root: string, shown: string, path: string): FoundScan["look"] {
  return async (onProgress) => {
    const jsonHash = await hashFile(path);
    let file: Omni3dFile | null;
    try {
      file = readOmni3d(await readJsonDocument(path));
      if (!file) throw new AppError("INVALID", "it has no lists images and annotations");
    } catch (error) {
      const report = emptyImportReport();
      refuse(report, shown, messageOf(error));
      return { inputsHash: jsonHash, read: async () => ({ scan: null, report }) };
    }
    const paths = file.images.map(({ filePath }) => filePath);
    const looked = await lookAtPhotos(root, photoFolders(shown), paths, onProgress);
    const images = looked.map((photo) => ("problem" in photo ? photo.problem : photo.fingerprint));
    return {
      inputsHash: hashOf(canonicalJson({ importerVersion, jsonHash, shown, images })),
      read: async () => readPhotos(shown, file, looked),
    };
  };
}

/** A file's paths start at a folder of data sets: the file's own, the one above it, or `datasets` in either. */
function photoFolders(shown: string): string[] {
  const own = dirname(shown) === "." ? "" : dirname(shown);
  const above = own === "" ? [] : [dirname(own) === "." ? "" : dirname(own)];
  return [own, ...above].flatMap((folder) => [folder, join(folder, "datasets")]);
}

function readPhotos(
  shown: string,
  { images, dropped, problems }: Omni3dFile,
  looked: readonly LookedPhoto[],
): { scan: Scan | null; report: ImportReport } {
  const report = emptyImportReport();
  for (const problem of problems) refuse(report, shown, problem);
  let turned = 0;
  const photos = images.flatMap((image, index): UsablePhoto[] => {
    const photo = looked[index]!;
    const problem = "problem" in photo ? photo.problem : cameraMismatch(photo, image.intrinsics);
    if (problem !== null || "problem" in photo) {
      const hint =
        image.quarterTurns % 4 === 0
          ? ""
          : ` (src_90_rotate is ${image.quarterTurns}: the data set's own, turned photo is needed)`;
      refuse(report, image.filePath, `${problem}${hint}`);
      return [];
    }
    if (image.quarterTurns % 4 !== 0) turned++;
    const { id: number, intrinsics, objects } = image;
    const key = `frame_${String(number).padStart(6, "0")}`;
    return [{ key, number, path: photo.path, intrinsics, cameraFromWorld: null, objects }];
  });
  for (const [reason, count] of dropped)
    report.warnings.push(
      `${count} ${count === 1 ? "annotation was" : "annotations were"} left out: ${reason}`,
    );
  if (turned > 0)
    report.warnings.push(
      `${turned} photos were turned by the data set (src_90_rotate) and are taken as they lie here, upright`,
    );
  if (photos.length === 0) return { scan: null, report };
  const { frames, objects } = assemblePhotos(photos, 0, report);
  report.floor = { heightMeters: 0, source: objects.length > 0 ? "boxes" : "assumed" };
  return { scan: { frames, objects, cloud: null, report }, report };
}
