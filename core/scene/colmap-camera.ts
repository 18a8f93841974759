import type { ScanCamera } from "./scan-camera.ts";

/** Parameters that each of COLMAP's models has, by its name there. */
const parameterCounts: Readonly<Record<string, number>> = {
  SIMPLE_PINHOLE: 3,
  PINHOLE: 4,
  OPENCV: 8,
  OPENCV_FISHEYE: 8,
};

/**
 * A line of COLMAP's `cameras.txt`: `CAMERA_ID MODEL WIDTH HEIGHT PARAMS[]`. OPENCV counts as a pinhole: its
 * small k1 k2 p1 p2 are left out, as the phone's photos are used as they are. Returns what is wrong as a
 * sentence instead of throwing.
 */
export function readColmapCamera(
  line: string,
): { readonly id: string; readonly camera: ScanCamera } | { readonly problem: string } {
  const [id = "", model = "", ...rest] = line.trim().split(/\s+/);
  const count = parameterCounts[model];
  if (count === undefined)
    return {
      problem: `its camera model "${model.slice(0, 30)}" is none of ${Object.keys(parameterCounts).join(", ")}`,
    };
  const [width = 0, height = 0, ...parameters] = rest.map(Number);
  const isSize = [width, height].every((side) => Number.isInteger(side) && side > 0);
  const isWhole = isSize && parameters.length === count && parameters.every(Number.isFinite);
  const [fx = 0, fy = 0, cx = 0, cy = 0, k1 = 0, k2 = 0, k3 = 0, k4 = 0] =
    model === "SIMPLE_PINHOLE" ? [parameters[0], ...parameters] : parameters;
  if (!isWhole || fx <= 0 || fy <= 0)
    return {
      problem: `a camera of the model ${model} needs an image size and ${count} parameters, focal lengths above 0`,
    };
  const camera: ScanCamera =
    model === "OPENCV_FISHEYE"
      ? { model: "fisheye", fisheye: { fx, fy, cx, cy, k: [k1, k2, k3, k4], width, height } }
      : { model: "pinhole", pinhole: { fx, fy, cx, cy }, size: { width, height } };
  return { id, camera };
}
