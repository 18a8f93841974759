import type { Direction } from "#core/geometry/space.ts";
import { direction } from "#core/geometry/space.ts";
import { cross, dot, length, normalize, rejectFrom, scale } from "#core/geometry/vector.ts";
import { oncePer } from "#core/once-per.ts";
import type { FrameScene } from "./frame-scene.ts";
import { upInCamera } from "./frame-scene.ts";

/**
 * The directions of a person who looks at the photo, as unit directions of the camera frame at right angles
 * to each other: `up` against gravity, `behind` and `right` level with the ground.
 */
export type LevelDirections = {
  readonly up: Direction<"Camera">;
  readonly behind: Direction<"Camera">;
  readonly right: Direction<"Camera">;
};

const leastLevelPart = 0.1;

/**
 * The level directions of a photo. `behind` is the viewing direction made level; where the camera looks
 * almost straight down or up and has none, it is where the photo's upper edge (looking down) or lower edge
 * (looking up) lies. `right` is the level direction across it on the side where the photo has its right
 * edge, also in a photo that stands on its head. Worked out once per scene value.
 */
export const levelDirections = oncePer((scene: FrameScene): LevelDirections => {
  const up = upInCamera(scene);
  const forward = direction<"Camera">(0, 0, 1);
  const levelForward = rejectFrom(forward, up);
  const behind =
    length(levelForward) > leastLevelPart
      ? normalize(levelForward)
      : normalize(rejectFrom(direction<"Camera">(0, Math.sign(dot(forward, up)), 0), up));
  const across = cross(behind, up);
  return { up, behind, right: across[0] < -0.5 ? scale(across, -1) : across };
});
