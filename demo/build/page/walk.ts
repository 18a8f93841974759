/** Where the camera is and what it looks at, in the room frame. */
export type Waypoint = { eye: [number, number, number]; target: [number, number, number] };

export type Matrix3Rows = [
  [number, number, number],
  [number, number, number],
  [number, number, number],
];

/** A camera in the room frame: OpenCV axes (x right, y down, z forward) as the columns of `rotation`. */
export type CameraPose = { position: [number, number, number]; rotation: Matrix3Rows };

type Vector = [number, number, number];

function spline(points: Vector[], t: number): Vector {
  const last = points.length - 1;
  const index = Math.min(last - 1, Math.max(0, Math.floor(t)));
  const f = t - index;
  const at = (i: number) => points[Math.max(0, Math.min(last, i))]!;
  const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
  const along = (k: 0 | 1 | 2) =>
    0.5 *
    (2 * b[k] +
      (c[k] - a[k]) * f +
      (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * f * f +
      (3 * b[k] - a[k] - 3 * c[k] + d[k]) * f ** 3);
  return [along(0), along(1), along(2)];
}

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function unit(v: Vector): Vector {
  const length = Math.hypot(...v);
  return [v[0] / length, v[1] / length, v[2] / length];
}

/** The camera after the share `t` in [0, 1] of the walk, carried by a hand: it sways and rolls a little. */
export function cameraOnWalk(walk: Waypoint[], t: number, swingDegrees = 0): CameraPose {
  const s = Math.min(1, Math.max(0, t)) * (walk.length - 1);
  const eye = spline(
    walk.map((point) => point.eye),
    s,
  );
  const target = spline(
    walk.map((point) => point.target),
    s,
  );
  const phase = t * 60;
  eye[2] += 0.012 * Math.sin(phase * 1.7);
  eye[0] += 0.01 * Math.sin(phase);
  const swing = (swingDegrees * Math.PI) / 180;
  const [dx, dy] = [target[0] - eye[0], target[1] - eye[1]];
  const forward = unit([
    dx * Math.cos(swing) - dy * Math.sin(swing),
    dx * Math.sin(swing) + dy * Math.cos(swing),
    target[2] - eye[2] + 0.35 * swing * Math.hypot(dx, dy),
  ]);
  const level = unit(cross(forward, [0, 0, 1]));
  const down = cross(forward, level);
  const roll = 0.02 * Math.sin(phase * 0.6 + 1);
  const right: Vector = [0, 1, 2].map(
    (k) => level[k]! * Math.cos(roll) + down[k]! * Math.sin(roll),
  ) as Vector;
  const below = cross(forward, right);
  return {
    position: eye,
    rotation: [0, 1, 2].map((k) => [right[k], below[k], forward[k]]) as Matrix3Rows,
  };
}
