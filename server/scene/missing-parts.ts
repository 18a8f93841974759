import type { ImportReport } from "#core/scene/import-report.ts";
import { messageOf } from "../errors.ts";
import { scanFile } from "./scan-folder.ts";
import type { Inventory } from "./take-inventory.ts";
import { scanParts } from "./take-inventory.ts";

/** Optional parts that the studio only tells about: what is different without them. */
const optionalParts: readonly { part: string; effect: string }[] = [
  { part: "iphone/rgb_masks", effect: "no part of a photo is treated as anonymised" },
  { part: "iphone/nerfstudio", effect: "nothing: poses come from pose_intrinsic_imu.json" },
  { part: "dslr", effect: "only the phone's photos are there to choose from" },
  { part: "panocam", effect: "nothing: panoramas are not used" },
];

/** Notes which parts of a scan are not there and what that changes. */
export async function reportMissing(
  folder: string,
  inventory: Inventory,
  report: ImportReport,
): Promise<void> {
  const missing = (part: string, effect: string) => report.missing.push({ part, effect });
  const { mesh, segments, annotation, colmap } = inventory.parts;
  if (!inventory.hasPhotoFolder || inventory.photos.length === 0)
    missing("iphone/rgb", await photosEffect(folder));
  if (!annotation)
    missing(scanParts.annotation, "there are no objects, so nothing to propose edits of");
  if (!mesh) missing(scanParts.mesh, "the 3D view shows boxes only");
  if (!segments)
    missing(
      scanParts.segments,
      "objects have no surface points, so their visibility is not measured",
    );
  if (!colmap) missing(scanParts.colmap, "the phone's own poses (aligned_pose) are used");
  if (inventory.depthMaps.length === 0 && !inventory.packedDepth)
    missing(
      "iphone/depth",
      mesh
        ? "visibility is measured against the mesh instead of sensor depth"
        : "visibility of objects is not measured",
    );
  for (const { part, effect } of optionalParts) {
    const there = await scanFile(folder, part).catch((error: unknown) => {
      report.warnings.push(`${part}: ${messageOf(error)}`);
      return null;
    });
    if (!there) missing(part, effect);
  }
}

async function photosEffect(folder: string): Promise<string> {
  for (const video of ["iphone/rgb.mkv", "iphone/rgb.mp4"]) {
    if (await scanFile(folder, video).catch(() => null))
      return (
        `no photo can be used: extract them from the video first (in iphone/: ` +
        `mkdir rgb && ffmpeg -i ${video.slice(7)} -start_number 0 -q:v 1 rgb/frame_%06d.jpg)`
      );
  }
  return "no photo can be used: put the phone's photos there as frame_000000.jpg and so on";
}
