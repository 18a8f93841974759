import type { DepthMap } from "#core/scene/depth-map.ts";
import { fillDepthGaps } from "#core/scene/depth-map.ts";
import type { FrameObject } from "#core/scene/frame-scene.ts";
import { liftObject } from "#core/scene/lift-object.ts";
import { decodePoints } from "#core/scene/object-points.ts";
import { rasterizeDepth } from "#core/scene/rasterize-depth.ts";
import { visibleFraction } from "#core/scene/visible-fraction.ts";
import type { FrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import { readDepthMap } from "#server/frame/read-depth-map.ts";
import { readSceneMesh } from "#server/scene/read-scene-mesh.ts";
import { readBlob } from "#server/storage.ts";

/** The scan's own objects as a photo shows them, with how much of each is seen. */
export async function annotatedObjects(frame: FrameAnnotation): Promise<FrameObject[]> {
  const { intrinsics, cameraFromWorld } = frame;
  const depth = await depthOf(frame);
  const seen: FrameObject[] = [];
  for (const { key, label, box, pointsHash } of frame.objects) {
    const lifted = liftObject(intrinsics, cameraFromWorld, box);
    if (!lifted) continue;
    const points = depth && pointsHash ? decodePoints(await readBlob(pointsHash)) : null;
    seen.push({
      ...lifted,
      id: `annotation:${key}`,
      label,
      visibleFraction:
        depth && points ? visibleFraction(intrinsics, cameraFromWorld, points, depth) : null,
      score: 1,
    });
  }
  return seen;
}

/**
 * What the camera's sensor measured; where it measured nothing, how deep the scanned surface is. Null
 * without a sensor and a surface.
 */
async function depthOf(frame: FrameAnnotation): Promise<DepthMap | null> {
  const { rootPath, inputsHash } = frame.scene;
  const mesh = await readSceneMesh(rootPath, inputsHash);
  const surface =
    mesh && mesh.faces.length > 0
      ? rasterizeDepth(mesh, frame.intrinsics, frame.cameraFromWorld)
      : null;
  if (!frame.depth) return surface;
  const sensor = await readDepthMap(rootPath, frame.depth);
  return surface ? fillDepthGaps(sensor, surface) : sensor;
}
