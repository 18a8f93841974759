import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { clipToImage, projectBoxBounds } from "#core/geometry/projection.ts";

/** A name tag's rectangle in image pixels. */
export type Tag = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** CSS pixels. */
const letterWidth = 6.6;
const tagPadding = 12;
const tagHeight = 18;
const tagGap = 2;

/**
 * Where a box's name tag lies: over (or under) the part of it that the image shows, moved so that the image
 * holds it. `pixelScale` is CSS pixels per image pixel: the tag keeps its size on the screen. Null when the
 * image shows nothing of the box.
 */
export function placeTag(
  k: Intrinsics,
  box: BoxInCamera,
  text: string,
  pixelScale: number,
  below = false,
): Tag | null {
  const bounds = projectBoxBounds(k, box);
  const inside = bounds && clipToImage(bounds, k);
  if (!inside) return null;
  const width = (text.length * letterWidth + tagPadding) / pixelScale;
  const height = tagHeight / pixelScale;
  const gap = tagGap / pixelScale;
  const wanted = below ? inside[3] + gap : inside[1] - height - gap;
  return {
    x: Math.max(0, Math.min(inside[0], k.width - width)),
    y: Math.max(0, Math.min(wanted, k.height - height)),
    width,
    height,
  };
}

/** The items whose tags can be read together: each in its turn unless it would cover an earlier one. */
export function readableTags<T>(items: readonly T[], tagOf: (item: T) => Tag | null): T[] {
  const placed: Tag[] = [];
  return items.filter((item) => {
    const tag = tagOf(item);
    if (!tag || placed.some((other) => overlaps(tag, other))) return false;
    placed.push(tag);
    return true;
  });
}

function overlaps(a: Tag, b: Tag): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
