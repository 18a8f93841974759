import { describe, expect, it } from "vitest";
import type { ScanCamera } from "./scan-camera.ts";
import { cameraOfPhoto } from "./scan-camera.ts";

const pinhole = { fx: 1430, fy: 1430, cx: 955, cy: 722 };
const lens = { fx: 790, fy: 791, cx: 879, cy: 585, width: 1752, height: 1168 };
const fisheye: ScanCamera = { model: "fisheye", fisheye: { ...lens, k: [0, 0, 0, 0] } };

describe("the camera of a photo", () => {
  it("is a pinhole as it is stated", () => {
    expect(cameraOfPhoto({ model: "pinhole", pinhole, size: null }, 1920, 1440)).toEqual({
      intrinsics: { ...pinhole, width: 1920, height: 1440 },
      fisheye: null,
    });
  });

  it("is a pinhole of the same size in the place of a fisheye lens, which is kept", () => {
    expect(cameraOfPhoto(fisheye, 1752, 1168)).toMatchObject({
      intrinsics: { cx: 876, cy: 584, width: 1752, height: 1168 },
      fisheye: lens,
    });
  });

  it.each([
    ["a photo of another size", fisheye, 876, 584, "stated for 1752x1168"],
    [
      "numbers of another size",
      { model: "pinhole", pinhole, size: null },
      960,
      720,
      "of about 1910x1444",
    ],
    [
      "a lens too wide for a flat picture",
      { model: "fisheye", fisheye: { ...lens, fx: 400, fy: 400, k: [0, 0, 0, 0] } },
      1752,
      1168,
      "90 degrees off its axis",
    ],
  ] as [string, ScanCamera, number, number, string][])(
    "is refused for %s",
    (_name, camera, width, height, reason) => {
      const read = cameraOfPhoto(camera, width, height);
      expect("problem" in read && read.problem).toContain(reason);
    },
  );
});
