import type { ImportReport } from "#core/scene/import-report.ts";
import { messageOf } from "../errors.ts";
import { ffmpegAdvice } from "../video/find-ffmpeg.ts";
import { scanFile } from "./scan-folder.ts";
import type { Inventory } from "./take-inventory.ts";
import { scanParts } from "./take-inventory.ts";

/** Notes which parts of a scan are not there and what that changes. */
export async function reportMissing(
  folder: string,
  inventory: Inventory,
  report: ImportReport,
): Promise<void> {
  const missing = (part: string, effect: string) => report.missing.push({ part, effect });
  const { mesh, segments, annotation, colmap, transforms } = inventory.parts;
  const isThere = async (part: string) => {
    try {
      return (await scanFile(folder, part)) !== null;
    } catch (error) {
      report.warnings.push(`${part}: ${messageOf(error)}`);
      return false;
    }
  };
  reportPhone(inventory, missing);
  if (!annotation)
    missing(scanParts.annotation, "there are no objects, so nothing to propose edits of");
  if (!mesh) missing(scanParts.mesh, "the 3D view shows boxes only");
  if (!segments)
    missing(
      scanParts.segments,
      "objects have no surface points, so their visibility is not measured",
    );
  if (!colmap) missing(scanParts.colmap, "the phone's own poses (aligned_pose) are used");
  if (!transforms) missing("iphone/nerfstudio", "no photo of the phone is flagged as bad");
  if (inventory.depthMaps.size === 0 && !inventory.packedDepth)
    missing(
      "iphone/depth",
      mesh
        ? "visibility is measured against the mesh instead of sensor depth"
        : "visibility of objects is not measured",
    );
  if (await isThere("dslr")) reportDslr(inventory, missing);
  else missing("dslr", "only the phone's photos are there to choose from");
  if (!(await isThere("panocam"))) missing("panocam", "nothing: panoramas are not used");
}

type Note = (part: string, effect: string) => void;

function reportPhone({ iphone: { photos, masks }, refused }: Inventory, missing: Note): void {
  if (!photos)
    missing(
      "iphone/rgb",
      "no photo of the phone can be used: put them there as frame_000000.jpg and so on, or the video as iphone/rgb.mkv",
    );
  if (!masks) missing("iphone/rgb_masks", "no part of the phone's photos is taken for anonymised");
  const locked = [photos, masks]
    .flatMap((part) => (part?.kind === "video" && !part.probe ? part.shown : []))
    .filter((shown) => !refused.some(({ file }) => file === shown));
  if (locked.length > 0)
    missing(
      "ffmpeg",
      `${locked.join(" and ")} cannot be read, so no photo of the phone can be used: ${ffmpegAdvice}, and import again`,
    );
}

function reportDslr({ dslr: { photos, masks }, parts }: Inventory, missing: Note): void {
  if (!photos) missing("dslr/resized_images", "no photo of the DSLR can be used");
  if (!masks)
    missing("dslr/resized_anon_masks", "no part of the DSLR's photos is taken for anonymised");
  if (!parts.dslrColmap)
    missing(scanParts.dslrColmap, `the DSLR's poses come from ${scanParts.dslrTransforms}`);
  if (!parts.dslrTransforms)
    missing(scanParts.dslrTransforms, "no photo of the DSLR is flagged as bad");
}
