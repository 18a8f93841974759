import { describe, expect, it } from "vitest";
import { emptyEdition } from "./edition-fields.tsx";
import { readEditionDraft } from "./read-edition-draft.ts";

describe("a typed edition", () => {
  it("is a name alone where nothing else is typed", () => {
    expect(readEditionDraft("v0.1", emptyEdition)).toEqual({ name: "v0.1", request: {} });
  });

  it("has people and organisations, and the permanent name", () => {
    const draft = {
      ...emptyEdition,
      version: "1.0.0",
      title: "T",
      authors: "Carberry, Josiah, 0000-0002-1825-0097\nDoe,\nSome Lab\n",
      keywords: "a, b,",
      changelog: " ",
    };
    expect(readEditionDraft("gsi-real", draft)).toEqual({
      name: "gsi-real-1.0.0",
      request: {
        version: "1.0.0",
        citation: {
          title: "T",
          authors: [
            { familyNames: "Carberry", givenNames: "Josiah", orcid: "0000-0002-1825-0097" },
            { familyNames: "Doe" },
            { name: "Some Lab" },
          ],
          keywords: ["a", "b"],
        },
      },
    });
  });

  it.each([
    ["gsi.real", { version: "1.0.0" }, /benchmark with versions/],
    ["v0", { version: "1" }, /three numbers/],
    ["V0", {}, /lower-case letters/],
    ["v0", { licence: "CC-BY-4.0" }, /^title: /],
    ["v0", { title: "T" }, /^authors: name at least one/],
    ["v0", { title: "T", authors: "Lab", doi: "x" }, /^doi: /],
  ])("complains of %s with %o", (name, typed, complaint) => {
    expect(readEditionDraft(name, { ...emptyEdition, ...typed })).toEqual({
      complaint: expect.stringMatching(complaint),
    });
  });
});
