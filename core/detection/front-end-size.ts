/** The size of a picture, pixels. */
export type PictureSize = { readonly width: number; readonly height: number };

/** How large a 2D detector wants a picture: its sides bounded, or one size for all. */
export type WantedSize =
  | { readonly shortestEdge: number; readonly longestEdge: number | null }
  | PictureSize;

/**
 * The size in which a 2D detector sees a picture, whole pixels, at least 1. With bounds, the shorter side
 * becomes `shortestEdge` unless the longer one would exceed `longestEdge`; the other is truncated.
 *
 * Source: `get_resize_output_image_size` of the DETR image processors of Hugging Face transformers, which
 * Grounding DINO's weights are exported with.
 */
export function frontEndSize({ width, height }: PictureSize, wanted: WantedSize): PictureSize {
  if ("width" in wanted) return { width: wanted.width, height: wanted.height };
  const shorter = Math.min(width, height);
  const longer = Math.max(width, height);
  const { shortestEdge, longestEdge } = wanted;
  const isTooLong = longestEdge !== null && (longer / shorter) * shortestEdge > longestEdge;
  const exact = isTooLong ? (longestEdge * shorter) / longer : shortestEdge;
  const short = Math.max(1, Math.round(exact));
  const long = Math.max(1, Math.trunc((exact * longer) / shorter + 1e-9));
  return width < height ? { width: short, height: long } : { width: long, height: short };
}
