import { describe, expect, it } from "vitest";
import { frameKeyOf, frameNumberOf } from "./scan-names.ts";

describe("the number of a frame", () => {
  it.each([
    ["frame_000670", 670],
    ["DSC00444", 444],
    ["left-2_DSC00444", 444],
    ["7", 7],
    ["frame_123456789", 123_456_789],
    ["frame_1234567890", null],
    ["frame_", null],
    ["frame", null],
    ["_1", null],
    ["a b_1", null],
    ["../frame_1", null],
    [`${"a".repeat(60)}1`, null],
  ])("of %s is %s", (key, number) => {
    expect(frameNumberOf(key)).toBe(number);
  });
});

describe("the key of a frame", () => {
  it.each([
    ["video/frame_000010.jpg", "frame_000010"],
    ["dslr/DSC00001.JPG", "DSC00001"],
    ["a\\b\\DSC00001.JPG", "DSC00001"],
    ["a.b.jpg", "a.b"],
    ["DSC1", "DSC1"],
  ])("of a photo named %s is %s", (name, key) => {
    expect(frameKeyOf(name)).toBe(key);
  });
});
