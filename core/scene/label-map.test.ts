import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mappedLabel, readLabelMap } from "./label-map.ts";

const header = "class,count,semantic_map_to,instance_map_to";

describe("the map of labels", () => {
  it("says what a label stands for, and leaves the others as they are", () => {
    const labels = readLabelMap(
      `${header}\noffice chair,10,,\nChairs,1,seat,office chair\nfloor,5,floor,None\n`,
    )!;
    expect(mappedLabel(labels, " chairs ")).toBe("office chair");
    expect(mappedLabel(labels, "Office  Chair")).toBe("office chair");
    expect(mappedLabel(labels, "floor")).toBe("floor");
    expect(mappedLabel(labels, "lamp")).toBe("lamp");
  });

  it("may have quoted fields, other columns, another order, blank lines and line ends of any kind", () => {
    const labels = readLabelMap(
      '\uFEFFinstance_map_to,note,class\r\n"table, ""low""","a\nb",coffee table\r\n\r\nlamp,,"desk\nlamp"',
    )!;
    expect([...labels]).toEqual([
      ["coffee table", 'table, "low"'],
      ["desk lamp", "lamp"],
    ]);
  });

  it("is none without its columns, whatever the text", () => {
    expect(readLabelMap("")).toBeNull();
    expect(readLabelMap("class,count\na,b")).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => readLabelMap(text) === null));
  });

  it("gives back any quoted label", () => {
    const label = fc.string({ minLength: 1 }).filter((text) => /^[!-~]+$/.test(text));
    fc.assert(
      fc.property(label, label, (from, to) => {
        fc.pre(to.toLowerCase() !== "none");
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const labels = readLabelMap(`${header}\n${quoted(from)},1,,${quoted(to)}`)!;
        expect(mappedLabel(labels, from)).toBe(to.toLowerCase());
      }),
    );
  });
});
