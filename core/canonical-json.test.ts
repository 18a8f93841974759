import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

const value = fc.jsonValue() as fc.Arbitrary<unknown>;

it("is JSON for the same value", () => {
  fc.assert(
    fc.property(value, (given) => {
      expect(JSON.parse(canonicalJson(given))).toEqual(JSON.parse(JSON.stringify(given)));
    }),
  );
});

it("does not depend on the order of keys, and has no spaces", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), (given) => {
      const turned = Object.fromEntries(Object.entries(given).toReversed());
      expect(canonicalJson(turned)).toBe(canonicalJson(given));
    }),
  );
  expect(canonicalJson({ b: [1, undefined, "x"], a: { d: null, c: undefined } })).toBe(
    '{"a":{"d":null},"b":[1,null,"x"]}',
  );
});

it("writes what says how it is written, and refuses numbers that are not finite", () => {
  expect(canonicalJson({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
  for (const number of [NaN, Infinity, -Infinity])
    expect(() => canonicalJson({ number })).toThrow("not finite");
});
