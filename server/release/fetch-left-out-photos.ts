import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LeftOutPhoto } from "#core/release/media-list.ts";
import { messageOf } from "../errors.ts";
import { preparePhotos } from "../frame/prepare-photos.ts";
import { readPhotoBytes } from "../frame/read-photo.ts";
import type { ScanFrame } from "../scene/read-frames.ts";
import { findScans } from "../source/find-scans.ts";
import type { FoundScan } from "../source/source.ts";
import { hashOf } from "../storage.ts";

/** Why a photo, or with `frameKey` null all photos of a scene, could not be fetched. */
export type FetchProblem = {
  readonly kind:
    | "scan-missing"
    | "scan-changed"
    | "scan-unreadable"
    | "frame-missing"
    | "photo-unreadable"
    | "photo-changed";
  readonly sceneId: string;
  readonly frameKey: string | null;
  /** A sentence that names both and says what differs. */
  readonly message: string;
};

/** What fetching is doing, for a progress line. */
export type FetchProgress = {
  readonly step: string;
  readonly done: number;
  readonly total: number;
};

/** What came of fetching: with any problem the photos are not all there. */
export type FetchOutcome = {
  readonly problems: readonly FetchProblem[];
  /** Scans whose photos are all right, though something else that an import reads of them is not as it was. */
  readonly changedScans: readonly FetchProblem[];
};

export type FetchRequest = {
  readonly photos: readonly LeftOutPhoto[];
  /** Folders with scans, as an import takes them; the first that has a scene is taken for it. */
  readonly scans: readonly string[];
  /** An existing folder: every photo is written into it under its hash. */
  readonly folder: string;
  readonly onProgress?: (progress: FetchProgress) => void;
  readonly signal?: AbortSignal;
};

/**
 * Makes the photos that an export left out from their scans, as import and selection make them (a file as it
 * is, a frame of a video, an undistorted or covered picture), and holds each against size and hash. Goes on
 * after a problem, so that all are found at once. A scan that is not as it was is a problem only with a photo
 * that is not: the bytes decide. Needs no database.
 */
export async function fetchLeftOutPhotos(request: FetchRequest): Promise<FetchOutcome> {
  const { photos, scans, signal, onProgress } = request;
  const sourceNames = [...new Set(photos.map(({ source }) => source))];
  const found = await findScans(scans, sourceNames);
  const problems: FetchProblem[] = [];
  const changedScans: FetchProblem[] = [];
  let done = 0;
  const onPhoto = () => onProgress?.({ step: "read photos", done: ++done, total: photos.length });
  for (const group of Map.groupBy(photos, ({ sceneId }) => sceneId).values()) {
    signal?.throwIfAborted();
    const { source, sceneId } = group[0]!;
    const scan = found.scans.get(source)?.get(sceneId);
    const refused = found.refused.map(({ file, reason }) => `; left out there, ${file}: ${reason}`);
    if (!scan) {
      problems.push(
        ofScene(
          sceneId,
          "scan-missing",
          `no scan of this name and kind (${source}) lies in ${scans.join(" or ")}: name its folder with --scans${refused.slice(0, 3).join("")}`,
        ),
      );
      continue;
    }
    const ofScan = await fetchFromScan(scan, group, request, onPhoto);
    const isWhole = ofScan.every(({ kind }) => kind === "scan-changed");
    (isWhole ? changedScans : problems).push(...ofScan);
  }
  return { problems, changedScans };
}

async function fetchFromScan(
  found: FoundScan,
  photos: readonly LeftOutPhoto[],
  { folder, onProgress, signal }: FetchRequest,
  onPhoto: () => void,
): Promise<FetchProblem[]> {
  const { sceneId } = found;
  const { inputsHash } = photos[0]!;
  const problems: FetchProblem[] = [];
  try {
    const looked = await found.look((done, total) =>
      onProgress?.({ step: `look at ${sceneId}`, done, total }),
    );
    signal?.throwIfAborted();
    if (looked.inputsHash !== inputsHash)
      problems.push(
        ofScene(
          sceneId,
          "scan-changed",
          `the scan in ${found.rootPath} is not as it was for the release: the hash over what an import reads of it is ${short(looked.inputsHash)}, the release's is ${short(inputsHash)}. Another scan, a changed file, or a studio whose import reads it otherwise`,
        ),
      );
    const { scan, report } = await looked.read();
    if (!scan) {
      const why = report.refused.map(({ file, reason }) => `${file}: ${reason}`);
      const said = why.slice(0, 3).join("; ") || "too little of it is there";
      return [...problems, ofScene(sceneId, "scan-unreadable", `it cannot be used: ${said}`)];
    }
    const frames = new Map(scan.frames.map((frame) => [frame.key, frame]));
    const images = photos.flatMap(({ frameKey }) => frames.get(frameKey)?.image ?? []);
    await preparePhotos(found.rootPath, images);
    for (const photo of photos) {
      signal?.throwIfAborted();
      const problem = await fetchPhoto(found.rootPath, frames.get(photo.frameKey), photo, folder);
      if (problem) problems.push(problem);
      onPhoto();
    }
  } catch (error) {
    signal?.throwIfAborted();
    problems.push(ofScene(sceneId, "scan-unreadable", messageOf(error)));
  }
  return problems;
}

async function fetchPhoto(
  rootPath: string,
  frame: ScanFrame | undefined,
  { sceneId, frameKey, sha256, size }: LeftOutPhoto,
  folder: string,
): Promise<FetchProblem | null> {
  const problem = (kind: FetchProblem["kind"], what: string): FetchProblem => ({
    kind,
    sceneId,
    frameKey,
    message: `scene ${sceneId}, frame ${frameKey}: ${what}`,
  });
  if (!frame) return problem("frame-missing", "the scan has no such photo that can be used");
  const { image, intrinsics } = frame;
  const bytes = await readPhotoBytes(rootPath, image, intrinsics).catch(messageOf);
  if (typeof bytes === "string") return problem("photo-unreadable", bytes);
  const found = hashOf(bytes);
  if (found !== sha256)
    return problem(
      "photo-changed",
      `${image.picture.path} gives ${described(bytes.byteLength, found)}, the release has ${described(size, sha256)}${causeOf(image)}`,
    );
  await writeFile(join(folder, sha256), bytes);
  return null;
}

/** What besides a changed scan gives other bytes: photos that are not kept as they lie there are encoded on this machine. */
function causeOf({ picture, fisheye, mask }: ScanFrame["image"]): string {
  if (picture.kind === "video")
    return "; it is taken out of a video, and another version of ffmpeg may give other bytes";
  if (fisheye || mask)
    return "; it is undistorted or covered and encoded anew, which another version of the studio may do otherwise";
  return "";
}

function ofScene(sceneId: string, kind: FetchProblem["kind"], what: string): FetchProblem {
  return { kind, sceneId, frameKey: null, message: `scene ${sceneId}: ${what}` };
}

function described(size: number, sha256: string): string {
  return `${size} bytes (SHA-256 ${short(sha256)})`;
}

function short(hash: string): string {
  return `${hash.slice(0, 12)}…`;
}
