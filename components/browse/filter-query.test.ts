import fc from "fast-check";
import { expect, test } from "vitest";
import { filterFrom, filterQuery } from "./filter-query.ts";

const word = fc.option(fc.string({ minLength: 1 }), { nil: undefined });

test("what is written into an address is read back from it", () => {
  const filters = fc.record({ state: word, operation: word, scene: word, label: word, text: word });
  fc.assert(
    fc.property(filters, (filter) => {
      const params = Object.fromEntries(new URLSearchParams(filterQuery(filter)));
      expect(filterFrom(params)).toEqual(filter);
    }),
  );
});

test("nothing set leaves the address bare", () => {
  expect(filterQuery({})).toBe("");
  expect(filterQuery({}, "a/b")).toBe("?cursor=a%2Fb");
});

test("a name given twice is not set", () => {
  expect(filterFrom({ state: ["queued", "accepted"], text: "" })).toEqual(filterFrom({}));
});
