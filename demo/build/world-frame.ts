import type { CameraPose, Matrix3Rows } from "./page/walk.ts";

type Vector = [number, number, number];
export type Matrix4Rows = [Vector4, Vector4, Vector4, Vector4];
type Vector4 = [number, number, number, number];

/** Where a room lies in the world of its scan: a turn about z, then a shift. */
export type WorldFromRoom = { headingDegrees: number; origin: Vector };

export function rotationAboutZ(degrees: number): Matrix3Rows {
  const angle = (degrees * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [
    [c, -s, 0],
    [s, c, 0],
    [0, 0, 1],
  ];
}

export function rotate(rotation: Matrix3Rows, [x, y, z]: Vector): Vector {
  return rotation.map((row) => row[0] * x + row[1] * y + row[2] * z) as Vector;
}

export function toWorld({ headingDegrees, origin }: WorldFromRoom, point: Vector): Vector {
  const [x, y, z] = rotate(rotationAboutZ(headingDegrees), point);
  return [x + origin[0], y + origin[1], z + origin[2]];
}

/** Camera to world, OpenCV camera axes, world z up: ScanNet++'s `aligned_pose`. */
export function alignedPose(frame: WorldFromRoom, pose: CameraPose): Matrix4Rows {
  const turn = rotationAboutZ(frame.headingDegrees);
  const axes = [0, 1, 2].map((k) => rotate(turn, pose.rotation.map((row) => row[k]!) as Vector));
  const position = toWorld(frame, pose.position);
  const rows = [0, 1, 2].map((i): Vector4 => [
    axes[0]![i]!,
    axes[1]![i]!,
    axes[2]![i]!,
    position[i]!,
  ]);
  return [...rows, [0, 0, 0, 1]] as Matrix4Rows;
}

const SESSION_HEADING_DEGREES = 57;
const SESSION_ORIGIN: Vector = [0.84, -1.46, 1.93];

/** The same camera in the phone's own session: world y up, camera y up and z backwards. It does not fit the scan, as in real files. */
export function sessionPose(aligned: Matrix4Rows): Matrix4Rows {
  const turn = rotationAboutZ(SESSION_HEADING_DEGREES);
  const columns = [0, 1, 2, 3].map((k) => {
    const [x, y, z] = rotate(turn, [aligned[0][k]!, aligned[1][k]!, aligned[2][k]!]);
    const sign = k === 1 || k === 2 ? -1 : 1;
    return [sign * x, sign * z, sign * -y].map(
      (value, i) => value + (k === 3 ? SESSION_ORIGIN[i]! : 0),
    );
  });
  const rows = [0, 1, 2].map((i) => columns.map((column) => column[i]!) as Vector4);
  return [...rows, [0, 0, 0, 1]] as Matrix4Rows;
}
