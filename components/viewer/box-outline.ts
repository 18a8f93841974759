import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxAxes, boxCorners, boxEdges, cornerSigns } from "#core/geometry/oriented-box.ts";
import type { ImageSegment } from "#core/geometry/projection.ts";
import { projectPoint, projectSegment } from "#core/geometry/projection.ts";
import type { DepthMap } from "#core/scene/depth-map.ts";
import { splitByDepth } from "#core/scene/split-by-depth.ts";
import { dot, scale, add } from "#core/geometry/vector.ts";

/** What hides a box in the photo: the depth that the photo's camera measured, less what is taken away. */
export type DepthCover = { readonly map: DepthMap; readonly except: BoxInCamera | null };

/** A piece of an edge of a box in the photo; `behind` when the box itself or something before it hides it. */
export type OutlineEdge = ImageSegment & { readonly behind: boolean };

/**
 * The box's edges in the photo (pixels of the intrinsics' image), cut at the near plane. An edge whose
 * two faces both look away from the camera is marked as behind, so that it can be drawn fainter; with the
 * measured depth every edge is also cut where it goes behind something in the room.
 */
export function boxOutline(
  k: Intrinsics,
  box: BoxInCamera,
  cover: DepthCover | null = null,
): OutlineEdge[] {
  const corners = boxCorners(box);
  const facing = facingSides(box);
  return boxEdges.flatMap(([a, b]) => {
    const segment = projectSegment(k, corners[a]!, corners[b]!);
    if (!segment) return [];
    const sides = [0, 1, 2].filter((axis) => cornerSigns[a]![axis] === cornerSigns[b]![axis]);
    const behind = sides.every((axis) => !facing[axis]![cornerSigns[a]![axis]! > 0 ? 1 : 0]);
    if (behind || !cover) return [{ ...segment, behind }];
    return splitByDepth(cover.map, k, segment, cover.except).map(({ hidden, ...piece }) => ({
      ...piece,
      behind: hidden,
    }));
  });
}

/** Per box axis: whether its negative and its positive side face the camera. */
function facingSides(box: BoxInCamera): [boolean, boolean][] {
  return boxAxes(box).map((axis, index) => {
    const faces = (sign: number): boolean => {
      const normal = scale(axis, sign);
      return dot(normal, add(box.center, scale(normal, box.size[index]! / 2))) < 0;
    };
    return [faces(-1), faces(1)];
  });
}

/** The edges as one SVG path. */
export function outlinePath(edges: readonly ImageSegment[]): string {
  return edges.map(({ from, to }) => `M${at(from)}L${at(to)}`).join("");
}

/** The part of the photo that a box covers, as one SVG path: its faces, less those that reach behind the camera. */
export function coveredPath(k: Intrinsics, box: BoxInCamera): string {
  const corners = boxCorners(box).map((corner) => projectPoint(k, corner));
  return faces
    .map((face) => face.map((corner) => corners[corner]))
    .filter((outline) => outline.every((pixel) => pixel !== null))
    .map((outline) => `M${outline.map((pixel) => at(pixel!)).join("L")}Z`)
    .join("");
}

/** The faces of a box by the numbers of its corners. */
const faces = [
  [0, 1, 2, 3],
  [4, 5, 6, 7],
  [0, 1, 5, 4],
  [1, 2, 6, 5],
  [2, 3, 7, 6],
  [3, 0, 4, 7],
] as const;

function at([u, v]: readonly [number, number]): string {
  return `${u.toFixed(2)} ${v.toFixed(2)}`;
}
