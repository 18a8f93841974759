import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { canonicalJson } from "#core/canonical-json.ts";
import { frameNumberOf } from "#core/scene/scan-names.ts";
import { messageOf } from "../errors.ts";
import { hashFile, hashOf } from "../storage.ts";
import { fingerprintFile } from "./fingerprint-file.ts";
import { mapLimited } from "./map-limited.ts";
import type { ImageProbe } from "./probe-image.ts";
import { probeDepthPng, probeJpeg } from "./probe-image.ts";
import type { ScanFile } from "./scan-folder.ts";
import { scanFile, scanFiles } from "./scan-folder.ts";

/** Raised whenever the same files may give other rows than before. */
const importerVersion = 4;
const filesAtOnce = 16;

/** A photo or depth map that passed its look. */
export type ScanImage = ScanFile & { key: string; number: number; width: number; height: number };

/** The single files that the importer knows, by what they are. */
export const scanParts = {
  poses: "iphone/pose_intrinsic_imu.json",
  annotation: "scans/segments_anno.json",
  mesh: "scans/mesh_aligned_0.05.ply",
  segments: "scans/segments.json",
  mask: "scans/mesh_aligned_0.05_mask.txt",
  colmap: "iphone/colmap/images.txt",
} as const;
export type ScanPart = keyof typeof scanParts;

/** What a scan folder holds, before any of it is understood. */
export type Inventory = {
  /** Changes when any file that the import reads does. */
  inputsHash: string;
  photos: ScanImage[];
  depthMaps: ScanImage[];
  /** The depth of all frames in one file, which may be too large to be hashed. */
  packedDepth: ScanFile | null;
  parts: Record<ScanPart, ScanFile | null>;
  refused: { file: string; reason: string }[];
  /** Whether there is a folder of photos at all. */
  hasPhotoFolder: boolean;
};

/** Lists a scan folder, looks at the header and end of every image and hashes the rest. */
export async function takeInventory(
  folder: string,
  onProgress: (done: number, total: number) => void,
): Promise<Inventory> {
  const refused: Inventory["refused"] = [];
  const list = async (shown: string, endings: RegExp) => {
    const listed = await scanFiles(folder, shown, endings).catch((error: unknown) => {
      refused.push({ file: shown, reason: messageOf(error) });
      return null;
    });
    refused.push(...(listed?.refused ?? []));
    return listed;
  };
  const photos = await list("iphone/rgb", /\.jpe?g$/i);
  const depthMaps = await list("iphone/depth", /\.png$/i);
  const total = (photos?.files.length ?? 0) + (depthMaps?.files.length ?? 0);
  let done = 0;
  const probeAll = async (
    files: readonly ScanFile[],
    probe: (path: string) => Promise<ImageProbe>,
  ) =>
    mapLimited(files, filesAtOnce, async (file) => {
      const result = await probe(file.path).catch((error: unknown) => ({
        reason: messageOf(error),
      }));
      if (++done % 100 === 0 || done === total) onProgress(done, total);
      return { file, result };
    });
  const probedPhotos = await probeAll(photos?.files ?? [], probeJpeg);
  const probedDepth = await probeAll(depthMaps?.files ?? [], probeDepthPng);
  const parts = {} as Record<ScanPart, ScanFile | null>;
  const hashes: Record<string, string | null> = {};
  for (const [part, shown] of Object.entries(scanParts) as [ScanPart, string][]) {
    parts[part] = await regularFile(folder, shown, refused);
    hashes[part] = parts[part] ? await hashFile(parts[part].path) : null;
  }
  const packedDepth = await regularFile(folder, "iphone/depth.bin", refused);
  const inputsHash = hashOf(
    canonicalJson({
      importerVersion,
      hashes,
      packedDepth: packedDepth && (await fingerprintFile(packedDepth.path)),
      images: [...probedPhotos, ...probedDepth].map(({ file, result }) => [
        file.shown,
        "reason" in result ? result.reason : result.fingerprint,
      ]),
      refused,
    }),
  );
  return {
    inputsHash,
    photos: usable(probedPhotos, refused),
    depthMaps: usable(probedDepth, refused),
    packedDepth,
    parts,
    refused,
    hasPhotoFolder: photos !== null,
  };
}

async function regularFile(
  folder: string,
  shown: string,
  refused: Inventory["refused"],
): Promise<ScanFile | null> {
  try {
    const file = await scanFile(folder, shown);
    if (file && !(await stat(file.path)).isFile()) throw new Error("it is not a file");
    return file;
  } catch (error) {
    refused.push({ file: shown, reason: messageOf(error) });
    return null;
  }
}

function usable(
  probed: readonly { file: ScanFile; result: ImageProbe | { reason: string } }[],
  refused: Inventory["refused"],
): ScanImage[] {
  const images = new Map<string, ScanImage>();
  for (const { file, result } of probed) {
    const key = basename(file.shown, extname(file.shown));
    const number = frameNumberOf(key);
    const twin = images.get(key);
    const reason =
      "reason" in result
        ? result.reason
        : number === null
          ? "the name is not of the form frame_000123: the number of a frame follows the last underscore"
          : twin && `${basename(twin.shown)} is the same frame`;
    if (reason) refused.push({ file: file.shown, reason });
    else if (!("reason" in result) && number !== null)
      images.set(key, { ...file, key, number, width: result.width, height: result.height });
  }
  return [...images.values()];
}
