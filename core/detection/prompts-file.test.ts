import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import {
  listPromptFrames,
  PromptsFile,
  readFramePrompts,
  unknownPromptFrames,
} from "./prompts-file.ts";

const photo = { width: 640, height: 480 };
const file = (frames: unknown) => ({ format: "gsi-prompts", version: 1, frames });

function read(entries: unknown, labels: readonly string[] = ["chair"]) {
  const listed = listPromptFrames(file({ a: entries }));
  if ("problem" in listed) return expect.fail(listed.problem);
  return readFramePrompts(listed.frames, "a", labels, photo);
}

it("the published JSON Schema is made from the format", () => {
  const path = resolve(import.meta.dirname, "../../docs/prompts.schema.json");
  const published: unknown = JSON.parse(readFileSync(path, "utf8"));
  expect(published).toEqual(
    JSON.parse(JSON.stringify(z.toJSONSchema(PromptsFile, { io: "input" }))),
  );
});

describe("a file of prompts", () => {
  it("gives rectangles and points, cut to the photo, with keys that stay", () => {
    const { prompts, problems } = read([
      { label: " Chair ", score: 0.5, rect: [-20, 10, 100, 600] },
      { key: "left", label: "chair", point: [3, 4] },
    ]);
    expect(problems).toEqual([]);
    expect(prompts).toEqual([
      {
        key: "precomputed:0",
        label: "chair",
        score: 0.5,
        place: { kind: "rect", rect: [-0.5, 10, 100, 479.5] },
      },
      {
        key: "precomputed:left",
        label: "chair",
        score: 1,
        place: { kind: "point", at: [3, 4] },
      },
    ]);
  });

  it.each([
    [{ label: "chair" }, "frames.a[0]: must have either rect or point"],
    [{ label: "chair", rect: [0, 0, 1, 1], point: [0, 0] }, "frames.a[0]: must have either"],
    [{ rect: [0, 0, 1, 1] }, "frames.a[0].label: is missing"],
    [{ label: "chair", score: 2, point: [0, 0] }, "frames.a[0].score"],
    [{ label: "chair", rect: [5, 5, 5, 9] }, "frames.a[0].rect: has no part in the photo"],
    [{ label: "chair", point: [700, 0] }, "frames.a[0].point: has no part in the photo"],
    [{ label: "chair", point: [0, 0], colour: 1 }, "colour"],
  ])("names what is wrong with %j and uses the rest", (bad, problem) => {
    const { prompts, problems } = read([bad, { label: "chair", point: [1, 1] }]);
    expect(prompts.map(({ key }) => key)).toEqual(["precomputed:1"]);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it("tells of labels that nobody asked for, and of keys that are taken", () => {
    const { prompts, problems } = read([
      { key: "x", label: "lamp", point: [1, 1] },
      { key: "x", label: "chair", point: [1, 1] },
    ]);
    expect(prompts.map(({ label }) => label)).toEqual(["lamp"]);
    expect(problems).toEqual([
      "frames.a[0].label: lamp is not among the labels looked for",
      "frames.a[1].key: x is already taken; only the first is used",
    ]);
  });

  it("tells of photos on either side that the other does not have", () => {
    const listed = listPromptFrames(file({ a: [], b: [] }));
    if ("problem" in listed) return expect.fail(listed.problem);
    expect(unknownPromptFrames(listed.frames, ["b", "c"])).toEqual([
      "frames.a: the scene has no photo of this key",
    ]);
    expect(readFramePrompts(listed.frames, "c", [], photo)).toEqual({
      prompts: [],
      problems: ["frames.c: the file has no such photo"],
    });
  });

  it("takes no list of more than a thousand, and no other format", () => {
    expect(read(Array(1001).fill({})).problems).toEqual([expect.stringContaining("frames.a: ")]);
    expect(listPromptFrames({ format: "coco" })).toEqual({
      problem: expect.stringContaining("format"),
    });
    expect(listPromptFrames([])).toEqual({ problem: expect.stringContaining("the file") });
  });
});
