import { describe, expect, it } from "vitest";
import { ExportFormat, recogniseFormat, rootNames } from "./export-format.ts";

describe("a copy", () => {
  it.each(ExportFormat.options)("in %s is known for it, also when one name is gone", (format) => {
    const names = rootNames[format];
    expect(recogniseFormat([...names, "manifest.json", "notes.txt"])).toBe(format);
    for (const gone of names.length > 1 ? names : []) {
      const left = names.filter((name) => name !== gone);
      if (left.some((name) => name !== "README.md")) expect(recogniseFormat(left)).toBe(format);
    }
  });

  it("without anything of a format is none", () => {
    expect(recogniseFormat(["manifest.json", "SHA256SUMS", "notes.txt"])).toBeNull();
  });
});
