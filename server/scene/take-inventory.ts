import { stat } from "node:fs/promises";
import { canonicalJson } from "#core/canonical-json.ts";
import { messageOf } from "../errors.ts";
import { hashFile, hashOf } from "../storage.ts";
import { fingerprintFile } from "./fingerprint-file.ts";
import { findFfmpeg } from "../video/find-ffmpeg.ts";
import type { Look, Pictures, ScanImage } from "./look-at-pictures.ts";
import { lookAtFolder, lookAtVideo } from "./look-at-pictures.ts";
import { probeDepthPng, probeJpeg, probeMaskPng } from "./probe-image.ts";
import type { ScanFile } from "./scan-folder.ts";
import { scanFile } from "./scan-folder.ts";

/** Raised whenever the same files may give other rows than before. */
const importerVersion = 6;

/** The single files that the importer knows, by what they are. */
export const scanParts = {
  poses: "iphone/pose_intrinsic_imu.json",
  annotation: "scans/segments_anno.json",
  mesh: "scans/mesh_aligned_0.05.ply",
  segments: "scans/segments.json",
  mask: "scans/mesh_aligned_0.05_mask.txt",
  colmap: "iphone/colmap/images.txt",
  colmapCameras: "iphone/colmap/cameras.txt",
  transforms: "iphone/nerfstudio/transforms.json",
  dslrColmap: "dslr/colmap/images.txt",
  dslrColmapCameras: "dslr/colmap/cameras.txt",
  dslrTransforms: "dslr/nerfstudio/transforms.json",
  dslrUndistorted: "dslr/nerfstudio/transforms_undistorted.json",
  dslrLists: "dslr/train_test_lists.json",
} as const;
export type ScanPart = keyof typeof scanParts;

/** The pictures of one camera of a scan, and the masks of them. */
export type StreamPictures = { photos: Pictures | null; masks: Pictures | null };

/** What a scan folder holds, before any of it is understood. */
export type Inventory = {
  /** Changes when any file that the import reads does. */
  inputsHash: string;
  iphone: StreamPictures;
  dslr: StreamPictures & { undistorted: boolean };
  depthMaps: ReadonlyMap<string, ScanImage>;
  /** The depth of all the phone's frames in one file, which may be too large to be hashed. */
  packedDepth: ScanFile | null;
  /** The points of the laser scanner, which may be too many to be hashed, and a list of those that are anonymised. */
  laserCloud: ScanFile | null;
  laserMask: ScanFile | null;
  parts: Record<ScanPart, ScanFile | null>;
  refused: { file: string; reason: string }[];
};

/** Lists a scan folder, looks at the header and end of every image and hashes the rest. */
export async function takeInventory(
  folder: string,
  onProgress: (done: number, total: number) => void,
): Promise<Inventory> {
  const ffmpeg = await findFfmpeg();
  const look: Look = { folder, ffmpeg, refused: [], fingerprints: [], onProgress };
  const parts = {} as Record<ScanPart, ScanFile | null>;
  const hashes: Record<string, string | null> = {};
  for (const [part, shown] of Object.entries(scanParts) as [ScanPart, string][]) {
    parts[part] = await regularFile(look, shown);
    hashes[part] = parts[part] ? await hashFile(parts[part].path) : null;
  }
  const iphone = {
    photos: (await lookAtPhotos(look, "iphone/rgb")) ?? (await anyVideo(look, "iphone/rgb")),
    masks:
      (await lookAtMasks(look, "iphone/rgb_masks")) ?? (await anyVideo(look, "iphone/rgb_mask")),
  };
  const depthMaps = await lookAtFolder(look, "iphone/depth", /\.png$/i, probeDepthPng);
  const packedDepth = await regularFile(look, "iphone/depth.bin");
  const laserCloud = await regularFile(look, "scans/pc_aligned.ply");
  const laserMask = await regularFile(look, "scans/pc_aligned_mask.txt");
  const dslr = await lookAtDslr(look, parts.dslrUndistorted !== null);
  const { refused, fingerprints: images } = look;
  return {
    inputsHash: hashOf(
      canonicalJson({
        importerVersion,
        hashes,
        large: await Promise.all(
          [packedDepth, laserCloud, laserMask].map(async (file) =>
            file ? fingerprintFile(file.path) : null,
          ),
        ),
        images,
        refused,
      }),
    ),
    iphone,
    dslr,
    depthMaps: depthMaps?.images ?? new Map(),
    packedDepth,
    laserCloud,
    laserMask,
    parts,
    refused,
  };
}

/** The pictures that were undistorted already, where they come with their camera; else those of the lens. */
async function lookAtDslr(look: Look, hasCamera: boolean): Promise<Inventory["dslr"]> {
  const undistorted = hasCamera
    ? await lookAtPhotos(look, "dslr/resized_undistorted_images")
    : null;
  const masks = undistorted ? "dslr/resized_undistorted_masks" : "dslr/resized_anon_masks";
  return {
    photos: undistorted ?? (await lookAtPhotos(look, "dslr/resized_images")),
    masks: await lookAtMasks(look, masks),
    undistorted: undistorted !== null,
  };
}

function lookAtPhotos(look: Look, shown: string): Promise<Pictures | null> {
  return lookAtFolder(look, shown, /\.jpe?g$/i, probeJpeg);
}

function lookAtMasks(look: Look, shown: string): Promise<Pictures | null> {
  return lookAtFolder(look, shown, /\.png$/i, probeMaskPng);
}

/** The video of this name: .mkv in later releases of the dataset, .mp4 in the first. */
async function anyVideo(look: Look, name: string): Promise<Pictures | null> {
  for (const ending of ["mkv", "mp4"]) {
    const file = await regularFile(look, `${name}.${ending}`);
    if (file) return lookAtVideo(look, file);
  }
  return null;
}

async function regularFile({ folder, refused }: Look, shown: string): Promise<ScanFile | null> {
  try {
    const file = await scanFile(folder, shown);
    if (file && !(await stat(file.path)).isFile()) throw new Error("it is not a file");
    return file;
  } catch (error) {
    refused.push({ file: shown, reason: messageOf(error) });
    return null;
  }
}
