import { boxOutline } from "#core/geometry/box-outline.ts";
import type { ConvexPolygon } from "#core/geometry/convex-polygon.ts";
import { polygonArea } from "#core/geometry/convex-polygon.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxAxes, boxCorners } from "#core/geometry/oriented-box.ts";
import type { ImageRect, Pixel } from "#core/geometry/projection.ts";
import { projectBoxBounds, projectPoint } from "#core/geometry/projection.ts";
import type { Point } from "#core/geometry/space.ts";
import { dot } from "#core/geometry/vector.ts";
import { oncePer } from "#core/once-per.ts";
import { intrinsicsIn896 } from "#core/metric/frame-896.ts";
import type { FrameObject, FrameScene } from "./frame-scene.ts";
import type { LevelDirections } from "./level-directions.ts";
import { levelDirections } from "./level-directions.ts";

/** From and to in metres to the right and behind. */
export type PlaneBounds = readonly [
  minRight: number,
  maxRight: number,
  minBehind: number,
  maxBehind: number,
];

/** Whether two outlines seen from above can overlap, by their bounds. */
export function boundsOverlap(a: PlaneBounds, b: PlaneBounds): boolean {
  return a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3];
}

/** Where a box is, in the terms in which rules speak. */
export type Placement = {
  readonly box: BoxInCamera;
  readonly axes: ReturnType<typeof boxAxes<"Camera">>;
  readonly corners: readonly Point<"Camera">[];
  /** Height of its lowest and highest point above the floor, metres; negative below the floor. */
  readonly bottomMeters: number;
  readonly topMeters: number;
  /** Its outline seen from straight above, in metres to the right and behind, and the outline's bounds. */
  readonly footprint: ConvexPolygon;
  readonly bounds: PlaneBounds;
  readonly footprintSquareMeters: number;
  /** Depth (z of the camera frame) of its nearest and farthest point, metres; negative behind the camera. */
  readonly minDepthMeters: number;
  readonly maxDepthMeters: number;
  /** Projection of its centre in the 896 frame, also outside the image; null behind the camera. */
  readonly center896: Pixel | null;
  /** Bounds of its projection in the 896 frame, not clipped to the image; null behind the camera. */
  readonly rect896: ImageRect | null;
};

/** An object of the photo with its placement. */
export type ObjectFacts = Placement & { readonly object: FrameObject };

/** What many rules ask about one photo, worked out once. */
export type SceneFacts = {
  readonly scene: FrameScene;
  readonly directions: LevelDirections;
  /** How far along `up` from the camera the floor lies, metres; negative under a camera above the floor. */
  readonly floorAlongUp: number;
  readonly intrinsics896: Intrinsics;
  readonly objects: readonly ObjectFacts[];
  readonly byId: ReadonlyMap<string, ObjectFacts>;
};

/** The facts of a photo. Kept for as long as the scene value lives, so a scene must not be changed in place. */
export const sceneFacts = oncePer((scene: FrameScene): SceneFacts => {
  const directions = levelDirections(scene);
  const view = {
    scene,
    directions,
    floorAlongUp: dot(directions.up, scene.cameraFromWorld.translation) + scene.floorHeightMeters,
    intrinsics896: intrinsicsIn896(scene.intrinsics),
  };
  const objects = scene.objects.map((object) => ({ object, ...placementOf(view, object.box) }));
  const byId = new Map(objects.map((facts) => [facts.object.id, facts]));
  return { ...view, objects, byId };
});

/** What a placement is worked out from: the photo without its objects. */
export type SceneView = Omit<SceneFacts, "objects" | "byId">;

/** Height of a camera-frame point above the floor, metres. */
export function heightAboveFloor(
  { directions, floorAlongUp }: SceneView,
  position: Point<"Camera">,
): number {
  return dot(directions.up, position) - floorAlongUp;
}

/** Where a box of the photo is. */
export function placementOf(view: SceneView, box: BoxInCamera): Placement {
  const axes = boxAxes(box);
  const corners = boxCorners(box, axes);
  const { right, behind } = view.directions;
  let bottomMeters = Infinity;
  let topMeters = -Infinity;
  let minDepthMeters = Infinity;
  let maxDepthMeters = -Infinity;
  for (const corner of corners) {
    const height = heightAboveFloor(view, corner);
    bottomMeters = Math.min(bottomMeters, height);
    topMeters = Math.max(topMeters, height);
    minDepthMeters = Math.min(minDepthMeters, corner[2]);
    maxDepthMeters = Math.max(maxDepthMeters, corner[2]);
  }
  const footprint = boxOutline(box, right, behind, axes);
  let minRight = dot(right, box.center);
  let minBehind = dot(behind, box.center);
  let maxRight = minRight;
  let maxBehind = minBehind;
  for (const corner of footprint) {
    minRight = Math.min(minRight, corner[0]);
    maxRight = Math.max(maxRight, corner[0]);
    minBehind = Math.min(minBehind, corner[1]);
    maxBehind = Math.max(maxBehind, corner[1]);
  }
  return {
    box,
    axes,
    corners,
    bottomMeters,
    topMeters,
    bounds: [minRight, maxRight, minBehind, maxBehind],
    footprint,
    footprintSquareMeters: polygonArea(footprint),
    minDepthMeters,
    maxDepthMeters,
    center896: projectPoint(view.intrinsics896, box.center),
    rect896: projectBoxBounds(view.intrinsics896, box, corners),
  };
}
