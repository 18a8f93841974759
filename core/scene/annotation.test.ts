import { describe, expect, it } from "vitest";
import { Annotation, readAnnotation } from "./annotation.ts";

const obb = {
  centroid: [0, 0, 0.5],
  axesLengths: [1, 1, 1],
  normalizedAxes: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};
const group = (change: object = {}) => ({
  objectId: 7,
  label: "chair",
  segments: [1],
  obb,
  ...change,
});

describe("an annotation file", () => {
  it("gives its objects with labels as people say them", () => {
    const { objects, problems } = readAnnotation({
      segGroups: [group({ label: "  Office \n Chair " }), group({ objectId: 8, obb: undefined })],
    });
    expect(problems).toEqual([]);
    expect(objects).toEqual([
      {
        key: "7",
        label: "office chair",
        rawLabel: "  Office \n Chair ",
        segments: Uint32Array.of(1),
        obb,
      },
      { key: "8", label: "chair", rawLabel: "chair", segments: Uint32Array.of(1), obb: null },
    ]);
  });

  it.each([
    [
      "object number 0, which means no object",
      group({ objectId: 0 }),
      'object 0 ("chair"): objectId',
    ],
    [
      "an object number that is no whole number",
      group({ objectId: 1.5 }),
      'object 1.5 ("chair"): objectId',
    ],
    ["no object number", { label: "chair" }, "group 1 of the file: objectId"],
    ["no label", group({ label: " " }), "object 7: label is empty"],
    ["an endless label", group({ label: "x".repeat(201) }), 'object 7 ("xxx'],
    ["a bad box", group({ obb: { ...obb, centroid: [0, 0] } }), 'object 7 ("chair"): obb.centroid'],
    ["segments that are no numbers", group({ segments: ["a"] }), 'object 7 ("chair"): segments.0'],
    ["nothing at all", null, "group 1 of the file"],
  ])("with %s names the group and goes on", (_name, bad, problem) => {
    const { objects, problems } = readAnnotation({ segGroups: [bad, group({ objectId: 9 })] });
    expect(objects.map((object) => object.key)).toEqual(["9"]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it("uses the first of two objects with one number", () => {
    const { objects, problems } = readAnnotation({
      segGroups: [group(), group({ label: "table" })],
    });
    expect(objects.map((object) => object.label)).toEqual(["chair"]);
    expect(problems[0]).toContain('object number 7 is already taken by "chair"');
  });

  it("without a list of groups says so", () => {
    expect(readAnnotation([]).problems).toEqual(["there is no list segGroups in the file"]);
  });

  it("maps labels where the collection says what they stand for, and keeps the raw one", () => {
    const annotation = new Annotation(new Map([["chairs", "office chair"]]));
    annotation.add(group({ label: "Chairs" }));
    expect(annotation.objects[0]).toMatchObject({ label: "office chair", rawLabel: "Chairs" });
  });

  it("names a group with a label of any length in a short sentence", () => {
    const { problems } = readAnnotation({ segGroups: [group({ label: "chair ".repeat(2000) })] });
    expect(problems[0]).toMatch(/^object 7 \("chair chair.*…"\): label is longer than 200/);
    expect(problems[0]!.length).toBeLessThan(120);
  });
});
