import { basename, extname } from "node:path";
import type { StoredPicture } from "#core/frame/frame-image.ts";
import { frameNumberOf } from "#core/scene/scan-names.ts";
import { messageOf } from "../errors.ts";
import type { Ffmpeg } from "../video/find-ffmpeg.ts";
import type { VideoProbe } from "../video/probe-video.ts";
import { probeVideo } from "../video/probe-video.ts";
import { fingerprintFile } from "./fingerprint-file.ts";
import { mapLimited } from "./map-limited.ts";
import type { ImageProbe } from "./probe-image.ts";
import type { ScanFile } from "./scan-folder.ts";
import { scanFiles } from "./scan-folder.ts";

const filesAtOnce = 16;

/** A picture that passed its look. */
export type ScanImage = ScanFile & { key: string; number: number; width: number; height: number };

/** The pictures of a stream: files by frame key, or the frames of a video by number. */
export type Pictures =
  | { kind: "files"; shown: string; images: ReadonlyMap<string, ScanImage> }
  /** `probe` is null where the video could not be looked at: its pictures are there, but out of reach. */
  | { kind: "video"; shown: string; probe: VideoProbe | null };

/** What every look at a part of a scan needs. */
export type Look = {
  /** The scan folder. */
  folder: string;
  ffmpeg: Ffmpeg | null;
  refused: { file: string; reason: string }[];
  /** Takes what changes when a picture does. */
  fingerprints: [file: string, fingerprint: string][];
  onProgress: (done: number, total: number) => void;
};

/** The images of a folder of the scan by their keys, each looked at; null when there is none. */
export async function lookAtFolder(
  look: Look,
  shown: string,
  endings: RegExp,
  probe: (path: string) => Promise<ImageProbe>,
): Promise<(Pictures & { kind: "files" }) | null> {
  const { folder, refused, fingerprints, onProgress } = look;
  const listed = await scanFiles(folder, shown, endings).catch((error: unknown) => {
    refused.push({ file: shown, reason: messageOf(error) });
    return null;
  });
  refused.push(...(listed?.refused ?? []));
  const files = listed?.files ?? [];
  let done = 0;
  const probed = await mapLimited(files, filesAtOnce, async (file) => {
    const result = await probe(file.path).catch((error: unknown) => ({ reason: messageOf(error) }));
    if (++done % 100 === 0 || done === files.length) onProgress(done, files.length);
    return { file, result };
  });
  const images = new Map<string, ScanImage>();
  for (const { file, result } of probed) {
    fingerprints.push([file.shown, "reason" in result ? result.reason : result.fingerprint]);
    const key = basename(file.shown, extname(file.shown));
    const number = frameNumberOf(key);
    const twin = images.get(key);
    if ("reason" in result) refused.push({ file: file.shown, reason: result.reason });
    else if (number === null)
      refused.push({
        file: file.shown,
        reason:
          "the name is not of the form frame_000123 or DSC00123: up to 60 letters, digits, _ and - with the frame's number of at most nine digits at the end",
      });
    else if (twin)
      refused.push({ file: file.shown, reason: `${basename(twin.shown)} is the same frame` });
    else images.set(key, { ...file, key, number, width: result.width, height: result.height });
  }
  return images.size > 0 ? { kind: "files", shown, images } : null;
}

/** A video of the scan, looked at if there is an ffmpeg. */
export async function lookAtVideo(
  { ffmpeg, refused, fingerprints }: Look,
  { shown, path }: ScanFile,
): Promise<Pictures & { kind: "video" }> {
  let probe: VideoProbe | null = null;
  let outcome = "no ffmpeg";
  try {
    if (ffmpeg) {
      probe = await probeVideo(ffmpeg, path);
      outcome = "read";
    }
  } catch (error) {
    outcome = messageOf(error);
    refused.push({ file: shown, reason: outcome });
  }
  fingerprints.push([shown, `${await fingerprintFile(path)} ${outcome}`]);
  return { kind: "video", shown, probe };
}

/** Where the picture of a frame lies, with its size where that is known; null when there is none. */
export function pictureOf(
  pictures: Pictures,
  key: string,
  number: number,
): { picture: StoredPicture; size: { width: number; height: number } | null } | null {
  if (pictures.kind === "files") {
    const image = pictures.images.get(key);
    return image ? { picture: { kind: "file", path: image.shown }, size: image } : null;
  }
  const { shown, probe } = pictures;
  return probe && number >= probe.frameCount
    ? null
    : { picture: { kind: "video", path: shown, index: number }, size: probe };
}
