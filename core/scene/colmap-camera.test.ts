import { describe, expect, it } from "vitest";
import { readColmapCamera } from "./colmap-camera.ts";

describe("a line of COLMAP's cameras", () => {
  it("is a fisheye lens with its coefficients", () => {
    const line = "1 OPENCV_FISHEYE 1752 1168 790 791 879 585 -0.0295 -0.0058 -0.0021 0.00015";
    expect(readColmapCamera(line)).toEqual({
      id: "1",
      camera: {
        model: "fisheye",
        fisheye: {
          fx: 790,
          fy: 791,
          cx: 879,
          cy: 585,
          k: [-0.0295, -0.0058, -0.0021, 0.00015],
          width: 1752,
          height: 1168,
        },
      },
    });
  });

  it.each([
    ["3 OPENCV 1920 1440 1430 1431 955 722 0.05 -0.1 0 0", 1430, 1431],
    ["3 PINHOLE 1920 1440 1430 1431 955 722", 1430, 1431],
    ["3 SIMPLE_PINHOLE 1920 1440 1430 955 722", 1430, 1430],
  ])("is a pinhole: %s", (line, fx, fy) => {
    expect(readColmapCamera(line)).toEqual({
      id: "3",
      camera: {
        model: "pinhole",
        pinhole: { fx, fy, cx: 955, cy: 722 },
        size: { width: 1920, height: 1440 },
      },
    });
  });

  it.each([
    ["1 FOV 1920 1440 1 2 3 4 5", '"FOV" is none of'],
    ["1 PINHOLE 1920 1440 1430 1431 955", "4 parameters"],
    ["1 PINHOLE 1920 1440 1430 1431 955 nan", "4 parameters"],
    ["1 PINHOLE 0 1440 1430 1431 955 722", "image size"],
    ["1 PINHOLE 1920 1440 -1430 1431 955 722", "focal lengths above 0"],
    ["", "none of"],
  ])("is refused: %s", (line, reason) => {
    const read = readColmapCamera(line);
    expect("problem" in read && read.problem).toContain(reason);
  });
});
