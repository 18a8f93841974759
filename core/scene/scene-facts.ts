import type { ConvexPolygon, PlanePoint } from "#core/geometry/convex-polygon.ts";
import { convexHull, polygonArea } from "#core/geometry/convex-polygon.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxCorners } from "#core/geometry/oriented-box.ts";
import type { ImageRect, Pixel } from "#core/geometry/projection.ts";
import { projectBoxBounds, projectPoint } from "#core/geometry/projection.ts";
import type { Point } from "#core/geometry/space.ts";
import { dot, length } from "#core/geometry/vector.ts";
import { intrinsicsIn896 } from "#core/metric/frame-896.ts";
import type { FrameObject, FrameScene } from "./frame-scene.ts";
import type { LevelDirections } from "./level-directions.ts";
import { levelDirections } from "./level-directions.ts";

/** Where a box is, in the terms in which rules speak. */
export type Placement = {
  readonly box: BoxInCamera;
  /** Height of its lowest and highest point above the floor, metres; negative below the floor. */
  readonly bottomMeters: number;
  readonly topMeters: number;
  /** Its centre and its outline seen from straight above, in metres to the right and behind. */
  readonly planeCenter: PlanePoint;
  readonly footprint: ConvexPolygon;
  readonly footprintSquareMeters: number;
  /** Radius of the ball around its centre that holds it, metres. */
  readonly radiusMeters: number;
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
  readonly intrinsics896: Intrinsics;
  readonly objects: readonly ObjectFacts[];
  readonly byId: ReadonlyMap<string, ObjectFacts>;
};

const known = new WeakMap<FrameScene, SceneFacts>();

/** The facts of a photo. Kept for as long as the scene value lives, so a scene must not be changed in place. */
export function sceneFacts(scene: FrameScene): SceneFacts {
  const earlier = known.get(scene);
  if (earlier) return earlier;
  const view = {
    scene,
    directions: levelDirections(scene),
    intrinsics896: intrinsicsIn896(scene.intrinsics),
  };
  const objects = scene.objects.map((object) => ({ object, ...placementOf(view, object.box) }));
  const byId = new Map(objects.map((facts) => [facts.object.id, facts]));
  const facts: SceneFacts = { ...view, objects, byId };
  known.set(scene, facts);
  return facts;
}

/** Height of a camera-frame point above the floor, metres. */
export function heightAboveFloor(
  { scene, directions }: Pick<SceneFacts, "scene" | "directions">,
  position: Point<"Camera">,
): number {
  const originHeight = dot(directions.up, scene.cameraFromWorld.translation);
  return dot(directions.up, position) - originHeight - scene.floorHeightMeters;
}

/** Where a box of the photo is. */
export function placementOf(
  view: Pick<SceneFacts, "scene" | "directions" | "intrinsics896">,
  box: BoxInCamera,
): Placement {
  const corners = boxCorners(box);
  const { right, behind } = view.directions;
  const seenFromAbove = (p: Point<"Camera">): PlanePoint => [dot(right, p), dot(behind, p)];
  const heights = corners.map((corner) => heightAboveFloor(view, corner));
  const footprint = convexHull(corners.map(seenFromAbove));
  return {
    box,
    bottomMeters: Math.min(...heights),
    topMeters: Math.max(...heights),
    planeCenter: seenFromAbove(box.center),
    footprint,
    footprintSquareMeters: polygonArea(footprint),
    radiusMeters: length(box.size) / 2,
    center896: projectPoint(view.intrinsics896, box.center),
    rect896: projectBoxBounds(view.intrinsics896, box),
  };
}
