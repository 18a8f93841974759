import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxUp, orientedBox } from "#core/geometry/oriented-box.ts";
import { multiplyQuaternions, quaternionAbout } from "#core/geometry/quaternion.ts";
import { add, scale, subtract } from "#core/geometry/vector.ts";
import { turnAngleRadians } from "./motion-path.ts";
import { useViewer } from "./viewer-store.ts";

const travelMilliseconds = 450;

/** The box at a share of its way, 0 to 1: straight on, turning about its own upward direction, growing evenly. */
export function boxOnTheWay(source: BoxInCamera, target: BoxInCamera, share: number): BoxInCamera {
  if (share >= 1) return target;
  const up = boxUp(source);
  const turn = quaternionAbout(up, share * turnAngleRadians(source, target, up));
  const [w, h, l] = source.size.map((side, axis) => side + share * (target.size[axis]! - side));
  return orientedBox<"Camera">(
    add(source.center, scale(subtract(target.center, source.center), share)),
    [w!, h!, l!],
    multiplyQuaternions(turn, source.rotation),
  );
}

let playing = 0;

/** Lets the target box go its way once, unless the person wants no motion. */
export function playTravel(): void {
  const { setTravel } = useViewer.getState();
  cancelAnimationFrame(playing);
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return setTravel(1);
  const start = performance.now();
  const step = (now: number) => {
    const share = Math.min(1, Math.max(0, (now - start) / travelMilliseconds));
    // Slow at both ends.
    setTravel(share * share * (3 - 2 * share));
    if (share < 1) playing = requestAnimationFrame(step);
  };
  step(start);
}
