import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { greyOfFrame, hasFfmpeg, withVideo } from "../test/video-fixture.ts";
import { extractFrames } from "./extract-frames.ts";
import { getFfmpeg } from "./find-ffmpeg.ts";
import { probeVideo } from "./probe-video.ts";

describe.skipIf(!hasFfmpeg)("a video (skipped without ffmpeg)", () => {
  it.each(["mkv", "mp4"])(
    "as .%s is counted, and chosen frames come out by their index",
    (ending) =>
      withVideo({ ending, frames: 40 }, async (video) => {
        const ffmpeg = await getFfmpeg("the test");
        expect(await probeVideo(ffmpeg, video)).toEqual({ width: 64, height: 48, frameCount: 40 });
        const chosen = [39, 0, 3, 4, 5, 17, 3];
        const paths = await extractFrames(video, "photo", chosen);
        expect([...paths.keys()]).toEqual([0, 3, 4, 5, 17, 39]);
        for (const [index, path] of paths)
          expect(Math.abs((await greyOf(path)) - greyOfFrame(index))).toBeLessThan(3);
      }),
  );

  it("as a mask comes out in one channel", () =>
    withVideo({ ending: "mkv", frames: 5 }, async (video) => {
      const paths = await extractFrames(video, "mask", [2]);
      const { channels, depth, format } = await sharp(paths.get(2)).metadata();
      expect({ channels, depth, format }).toEqual({ channels: 1, depth: "uchar", format: "png" });
    }));

  it("is decoded once: frames that are there already are not taken out again", () =>
    withVideo({ ending: "mkv", frames: 6 }, async (video) => {
      const first = await extractFrames(video, "photo", [1, 4]);
      await writeFile(first.get(1)!, "kept as it is");
      const again = await extractFrames(video, "photo", [1, 4, 5]);
      expect(await readFile(again.get(1)!, "utf8")).toBe("kept as it is");
      expect((await readdir(join(first.get(1)!, ".."))).toSorted()).toEqual([
        "1.jpg",
        "4.jpg",
        "5.jpg",
      ]);
    }));

  it("that ends too early says where, and keeps what came", () =>
    withVideo({ ending: "mkv", frames: 6 }, async (video) => {
      await expect(extractFrames(video, "photo", [2, 9])).rejects.toThrow("ends before frame 9");
      expect((await extractFrames(video, "photo", [2])).size).toBe(1);
    }));
});

describe.skipIf(!hasFfmpeg)("what is no video (skipped without ffmpeg)", () => {
  const folder = mkdtemp(join(tmpdir(), "gsi-no-video-"));
  afterAll(async () => rm(await folder, { recursive: true }));

  it.each([
    ["a playlist of other files", "#EXTM3U\n#EXTINF:1,\nfile:/etc/hostname\n#EXT-X-ENDLIST\n"],
    ["a list to join", "ffconcat version 1.0\nfile /etc/hostname\n"],
    ["a text", "no video"],
    ["nothing", ""],
  ])("is refused: %s", async (name, content) => {
    const path = join(await folder, `${name.replaceAll(" ", "-")}.mkv`);
    await writeFile(path, content);
    const ffmpeg = await getFfmpeg("the test");
    await expect(probeVideo(ffmpeg, path)).rejects.toThrow("ffmpeg cannot read the video");
  });
});

async function greyOf(path: string): Promise<number> {
  const { channels } = await sharp(path).stats();
  return channels[1]!.mean;
}
