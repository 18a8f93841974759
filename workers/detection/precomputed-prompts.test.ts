import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { openPrecomputedPrompts } from "./precomputed-prompts.ts";

const file = (json: unknown) => Buffer.from(JSON.stringify(json));
const frames = {
  a: [
    { label: "chair", score: 0.4, rect: [1, 2, 30, 40] },
    { label: "lamp", score: 0.9, point: [5, 6] },
    { label: "mug", rect: [64, 0, 80, 10] },
  ],
};
const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#888" } })
  .jpeg()
  .toBuffer();

describe("places found beforehand", () => {
  const found = openPrecomputedPrompts(
    "x.json",
    file({ format: "gsi-prompts", version: 1, frames }),
  );

  it("come best first, and what cannot be used is told with the file's name", async () => {
    const request = { frameKey: "a", photo, labels: ["chair", "lamp", "mug"] };
    const { prompts, problems } = await found.detect(request);
    expect(prompts.map(({ key }) => key)).toEqual(["precomputed:1", "precomputed:0"]);
    expect(problems).toEqual([
      "x.json: frames.a[2].rect: has no part in the photo of 64 x 48 pixels",
    ]);
  });

  it("need a photo that can be read", async () => {
    const request = { frameKey: "a", photo: Buffer.from("none"), labels: [] };
    await expect(found.detect(request)).rejects.toThrow("the photo cannot be decoded");
  });

  it.each([
    ["no JSON", Buffer.from("{"), "x.json is not JSON"],
    ["another format", file({ format: "coco" }), "x.json: format"],
    ["too much", Buffer.alloc(64 * 2 ** 20 + 1), "x.json is larger than 64 MiB"],
  ])("are refused from a file that is %s", (_, bytes, message) => {
    expect(() => openPrecomputedPrompts("x.json", bytes)).toThrow(message);
  });
});
