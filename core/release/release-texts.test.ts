import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#core/canonical-json.ts";
import type { ImageSize } from "#core/metric/frame-896.ts";
import { checksumLines, parseChecksum } from "./checksums.ts";
import { jsonDifferences } from "./json-difference.ts";
import { ManifestFile } from "./manifest.ts";
import { ReleaseName } from "./release-name.ts";
import type { ImageHeader } from "./image-rules.ts";
import { checkImage } from "./image-rules.ts";

describe("a release name", () => {
  it.each(["v0", "v0.1.0", "1.0.0-rc.1", "office-pilot", "a".repeat(64)])("may be %j", (name) => {
    expect(ReleaseName.safeParse(name).success).toBe(true);
  });

  it.each([
    "",
    "..",
    "../x",
    "a/b",
    "a\\b",
    ".v0",
    "v0.",
    "-v0",
    "v0--1",
    "V0",
    "my_edit",
    "v 0",
    "compare",
    "a".repeat(65),
  ])("may not be %j", (name) => {
    expect(ReleaseName.safeParse(name).success).toBe(false);
  });
});

describe("a path in a manifest", () => {
  it.each(["../x", "/x", "a/../b", "a//b", "", "a\\b", "./a", "a/"])("may not be %j", (path) => {
    const file = { path, sha256: "0".repeat(64), size: 1 };
    expect(ManifestFile.safeParse(file).success).toBe(false);
  });
});

describe("a checksum file", () => {
  it("is sorted and read back", () => {
    const checksums = [
      { path: "fine_dataset/b.jpg", sha256: "b".repeat(64) },
      { path: "README.md", sha256: "a".repeat(64) },
    ];
    const lines = [...checksumLines(checksums)];
    expect(lines.map(parseChecksum)).toEqual(checksums.toReversed());
  });

  it("holds no other lines", () => {
    expect(parseChecksum("nonsense")).toBeNull();
    expect(parseChecksum(`${"a".repeat(64)}  `)).toBeNull();
  });
});

describe("the difference of two JSON values", () => {
  it("is empty for equal values and only for them", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [left, right] = [canonicalJson(a), canonicalJson(b)];
        expect(jsonDifferences(JSON.parse(left), JSON.parse(left))).toEqual([]);
        expect(jsonDifferences(JSON.parse(left), JSON.parse(right)).length > 0).toBe(
          left !== right,
        );
      }),
    );
  });

  it("names the field", () => {
    const before = { prompt: "a", box: [1, 2, 3] };
    expect(jsonDifferences(before, { prompt: "a", box: [1, 2, 4], extra: null })).toEqual([
      { field: "box[2]", expected: 3, actual: 4 },
      { field: "extra", expected: undefined, actual: null },
    ]);
  });
});

describe("the rules for a picture", () => {
  it("warn of a small one and refuse what its name does not say", () => {
    const rules = (header: ImageHeader | null, camera: ImageSize | null = null) =>
      checkImage("a_frame_000000.jpg", header, camera).map(({ rule }) => rule);
    expect(rules({ width: 1920, height: 1440, format: "jpeg" })).toEqual([]);
    expect(rules({ width: 540, height: 360, format: "jpeg" })).toEqual(["image-size"]);
    expect(rules({ width: 1920, height: 1440, format: "png" })).toEqual(["image-format"]);
    expect(rules(null)).toEqual(["image-format"]);
    const large = { width: 1920, height: 1440, format: "jpeg" } as const;
    expect(rules(large, { width: 1440, height: 1920 })).toEqual(["image-camera"]);
    expect(rules(large, large)).toEqual([]);
  });
});
