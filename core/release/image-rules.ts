import type { ImageSize } from "#core/metric/frame-896.ts";
import { frameSide } from "#core/metric/frame-896.ts";
import type { Violation } from "./violation.ts";
import { violation } from "./violation.ts";

/** What the header of a picture file says. */
export type ImageHeader = ImageSize & { readonly format: "jpeg" | "png" | "other" };

/**
 * The rules for a source picture. `header` is null when the file is no picture; `camera` is the size that
 * the photo's camera belongs to, null where it is not known.
 */
export function checkImage(
  file: string,
  header: ImageHeader | null,
  camera: ImageSize | null,
): Violation[] {
  const named = file.endsWith(".png") ? "png" : "jpeg";
  if (!header)
    return [violation("image-format", file, null, `${file} cannot be read as a picture`)];
  const found: Violation[] = [];
  if (header.format !== named) {
    const kind = header.format === "other" ? `no ${named}` : `a ${header.format}`;
    found.push(violation("image-format", file, null, `${file} is ${kind} by its content`));
  }
  if (camera && (camera.width !== header.width || camera.height !== header.height)) {
    found.push(
      violation(
        "image-camera",
        file,
        null,
        `${file} is ${header.width}x${header.height}, its camera belongs to a picture of ${camera.width}x${camera.height}`,
      ),
    );
  }
  if (Math.min(header.width, header.height) < frameSide) {
    found.push(
      violation(
        "image-size",
        file,
        null,
        `${file} is ${header.width}x${header.height}: under ${frameSide} pixels a side the evaluator's locality score compares a top left part only`,
      ),
    );
  }
  return found;
}
