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
 * count; a triangle that reaches behind the near plane (0.05 m) is left out whole.
 */
export function rasterizeDepth(
  mesh: Mesh,
  intrinsics: Intrinsics,
  cameraFromWorld: CameraFromWorld,
): DepthMap {
  const width = Math.max(1, Math.round(intrinsics.width / reduction));
  const height = Math.max(1, Math.round(intrinsics.height / reduction));
  const k = resizeIntrinsics(intrinsics, width, height);
  const { us, vs, inverseDepths } = projectVertices(mesh, k, cameraFromWorld);
  const nearest = new Float32Array(width * height);
  for (let i = 0; i + 2 < mesh.faces.length; i += 3) {
    const [a, b, c] = [mesh.faces[i]!, mesh.faces[i + 1]!, mesh.faces[i + 2]!] as const;
    const [da, db, dc] = [inverseDepths[a]!, inverseDepths[b]!, inverseDepths[c]!] as const;
    if (da === 0 || db === 0 || dc === 0) continue;
    const [ua, ub, uc] = [us[a]!, us[b]!, us[c]!] as const;
    const [va, vb, vc] = [vs[a]!, vs[b]!, vs[c]!] as const;
    const area = (ub - ua) * (vc - va) - (uc - ua) * (vb - va);
    if (area === 0) continue;
    const left = Math.max(0, Math.ceil(Math.min(ua, ub, uc)));
    const right = Math.min(width - 1, Math.floor(Math.max(ua, ub, uc)));
    const top = Math.max(0, Math.ceil(Math.min(va, vb, vc)));
    const bottom = Math.min(height - 1, Math.floor(Math.max(va, vb, vc)));
    for (let v = top; v <= bottom; v++) {
      for (let u = left; u <= right; u++) {
        const wa = ((ub - u) * (vc - v) - (uc - u) * (vb - v)) / area;
        const wb = ((uc - u) * (va - v) - (ua - u) * (vc - v)) / area;
        const wc = 1 - wa - wb;
        if (wa < 0 || wb < 0 || wc < 0) continue;
        const inverseDepth = wa * da + wb * db + wc * dc;
        const pixel = v * width + u;
        if (inverseDepth > nearest[pixel]!) nearest[pixel] = inverseDepth;
      }
    }
  }
  return {
    width,
    height,
    depthMeters: nearest.map((inverse) => (inverse === 0 ? 0 : 1 / inverse)),
  };
}

/** Pixels and 1/z of all vertices; 1/z is 0 for a vertex that is not in front of the near plane. */
function projectVertices(mesh: Mesh, k: Intrinsics, cameraFromWorld: CameraFromWorld) {
  const [rx, ry, rz] = matrixFromQuaternion(cameraFromWorld.rotation);
  const [tx, ty, tz] = cameraFromWorld.translation;
  const count = mesh.positions.length / 3;
  const us = new Float32Array(count);
  const vs = new Float32Array(count);
  const inverseDepths = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [px, py, pz] = [
      mesh.positions[3 * i]!,
      mesh.positions[3 * i + 1]!,
      mesh.positions[3 * i + 2]!,
    ] as const;
    const z = rz[0] * px + rz[1] * py + rz[2] * pz + tz;
    if (!(z > nearPlaneMeters)) continue;
    us[i] = (k.fx * (rx[0] * px + rx[1] * py + rx[2] * pz + tx)) / z + k.cx;
    vs[i] = (k.fy * (ry[0] * px + ry[1] * py + ry[2] * pz + ty)) / z + k.cy;
    inverseDepths[i] = 1 / z;
  }
  return { us, vs, inverseDepths };
}
