import type { Intrinsics } from "#core/geometry/camera.ts";
import { resizeIntrinsics } from "#core/geometry/camera.ts";
import { nearPlaneMeters } from "#core/geometry/projection.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { DepthMap } from "./depth-map.ts";
import type { Mesh } from "./mesh.ts";

/** How much coarser than the photo the rasterised depth is, along each side. */
const reduction = 4;

/**
 * The depth map of a mesh seen by a camera: a z-buffer at a quarter of the photo's sides. Depth is
 * interpolated perspective-correctly (1/z is linear over the image). Triangles seen from either side
 * count; what lies behind the near plane (0.05 m) is cut off. 0 where no surface is seen.
 */
export function rasterizeDepth(
  mesh: Mesh,
  intrinsics: Intrinsics,
  cameraFromWorld: CameraFromWorld,
): DepthMap {
  const width = Math.max(1, Math.round(intrinsics.width / reduction));
  const height = Math.max(1, Math.round(intrinsics.height / reduction));
  const target: Target = {
    k: resizeIntrinsics(intrinsics, width, height),
    nearest: new Float32Array(width * height),
  };
  const vertices = verticesInCamera(mesh, cameraFromWorld);
  const depths = (vertex: number) => vertices[3 * vertex + 2]!;
  for (let i = 0; i + 2 < mesh.faces.length; i += 3) {
    const [a, b, c] = [mesh.faces[i]!, mesh.faces[i + 1]!, mesh.faces[i + 2]!] as const;
    const inFront =
      Number(depths(a) > nearPlaneMeters) +
      Number(depths(b) > nearPlaneMeters) +
      Number(depths(c) > nearPlaneMeters);
    if (inFront === 3) drawTriangle(target, vertices, 3 * a, 3 * b, 3 * c);
    else if (inFront > 0) drawCutTriangle(target, vertices, [a, b, c]);
  }
  const depthMeters = target.nearest.map((inverse) => (inverse === 0 ? 0 : 1 / inverse));
  return { width, height, depthMeters };
}

/** The image drawn into: the greatest 1/z so far at every pixel, 0 for none. */
type Target = { readonly k: Intrinsics; readonly nearest: Float32Array };

/** Draws the triangle whose corners (x, y, z in the camera) begin at the given places of `points`. All are in front. */
function drawTriangle(
  { k, nearest }: Target,
  points: Float32Array,
  a: number,
  b: number,
  c: number,
): void {
  const [da, db, dc] = [1 / points[a + 2]!, 1 / points[b + 2]!, 1 / points[c + 2]!] as const;
  const [ua, va] = [k.fx * points[a]! * da + k.cx, k.fy * points[a + 1]! * da + k.cy] as const;
  const [ub, vb] = [k.fx * points[b]! * db + k.cx, k.fy * points[b + 1]! * db + k.cy] as const;
  const [uc, vc] = [k.fx * points[c]! * dc + k.cx, k.fy * points[c + 1]! * dc + k.cy] as const;
  const area = (ub - ua) * (vc - va) - (uc - ua) * (vb - va);
  if (area === 0) return;
  const left = Math.max(0, Math.ceil(Math.min(ua, ub, uc)));
  const right = Math.min(k.width - 1, Math.floor(Math.max(ua, ub, uc)));
  const top = Math.max(0, Math.ceil(Math.min(va, vb, vc)));
  const bottom = Math.min(k.height - 1, Math.floor(Math.max(va, vb, vc)));
  for (let v = top; v <= bottom; v++) {
    for (let u = left; u <= right; u++) {
      const wa = ((ub - u) * (vc - v) - (uc - u) * (vb - v)) / area;
      const wb = ((uc - u) * (va - v) - (ua - u) * (vc - v)) / area;
      const wc = 1 - wa - wb;
      if (wa < 0 || wb < 0 || wc < 0) continue;
      const inverseDepth = wa * da + wb * db + wc * dc;
      const pixel = v * k.width + u;
      if (inverseDepth > nearest[pixel]!) nearest[pixel] = inverseDepth;
    }
  }
}

/** Draws the part of a triangle in front of the near plane: three or four corners. */
function drawCutTriangle(
  target: Target,
  vertices: Float32Array,
  corners: readonly [number, number, number],
): void {
  const near = nearPlaneMeters;
  const outline: number[] = [];
  corners.forEach((corner, i) => {
    const next = corners[(i + 1) % 3]!;
    const [from, to] = [
      vertices.subarray(3 * corner, 3 * corner + 3),
      vertices.subarray(3 * next, 3 * next + 3),
    ] as const;
    const [depth, nextDepth] = [from[2]!, to[2]!] as const;
    if (depth > near) outline.push(...from);
    if (depth > near !== nextDepth > near) {
      const t = (near - depth) / (nextDepth - depth);
      outline.push(from[0]! + t * (to[0]! - from[0]!), from[1]! + t * (to[1]! - from[1]!), near);
    }
  });
  const points = Float32Array.from(outline);
  for (let i = 6; i < points.length; i += 3) drawTriangle(target, points, 0, i - 3, i);
}

function verticesInCamera(mesh: Mesh, { rotation, translation }: CameraFromWorld): Float32Array {
  const [rx, ry, rz] = matrixFromQuaternion(rotation);
  const [tx, ty, tz] = translation;
  const vertices = new Float32Array(mesh.positions.length);
  for (let i = 0; i < vertices.length; i += 3) {
    const x = mesh.positions[i]!;
    const y = mesh.positions[i + 1]!;
    const z = mesh.positions[i + 2]!;
    vertices[i] = rx[0] * x + rx[1] * y + rx[2] * z + tx;
    vertices[i + 1] = ry[0] * x + ry[1] * y + ry[2] * z + ty;
    vertices[i + 2] = rz[0] * x + rz[1] * y + rz[2] * z + tz;
  }
  return vertices;
}
