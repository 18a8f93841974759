import { intrinsicsFrom896 } from "#core/metric/frame-896.ts";
import type { ImportedImage } from "#core/release/imported-dataset.ts";
import type { PublishedEdit } from "#core/release/published-edit.ts";
import { boxInCamera, releasedBoxes } from "#core/release/released-box.ts";
import { loadOverlayPhoto, renderOverlayPair } from "../overlay/render-overlay-pair.ts";

/** Draws the photo of an edit that was made elsewhere, with the boxes before and after. Returns the hashes of the stored pictures. */
export async function drawImportedPictures(
  image: ImportedImage,
  edit: PublishedEdit,
): Promise<{ before: string; after: string }> {
  const photo = await loadOverlayPhoto(image.sha256);
  const [[fx, , cx], [, fy, cy]] = edit.camera_intrinsics;
  const intrinsics = intrinsicsFrom896({ fx, fy, cx, cy }, image);
  const { before, after } = releasedBoxes(edit);
  const { beforeHash, afterHash } = await renderOverlayPair(
    photo,
    { intrinsics },
    {
      sourceBox: boxInCamera(before),
      targetBox: after && boxInCamera(after),
      label: edit.target,
    },
  );
  return { before: beforeHash, after: afterHash };
}
