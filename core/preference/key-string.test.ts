import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Chord } from "./key-string.ts";
import { formatKeys, keyOfSign, KeyString, parseKeys } from "./key-string.ts";

const problemOf = (text: string) => {
  const read = parseKeys(text);
  return "problem" in read ? read.problem : null;
};

test("what is written is read as it was meant", () => {
  const read: [string, Chord][] = [
    ["Enter", { key: "Enter" }],
    ["Mod+Shift+Z", { key: "z", mod: true, shift: true }],
    ["Shift+ArrowLeft", { key: "ArrowLeft", shift: true }],
    ["Space", { key: " " }],
    ["Mod+Plus", { key: "+", mod: true }],
    ["?", { key: "?" }],
    ["Ä", { key: "ä" }],
    ["ß", { key: "ß" }],
  ];
  for (const [text, chord] of read) expect(parseKeys(text)).toEqual({ chord });
});

test("whatever is refused is told why", () => {
  expect(problemOf("Shift+?")).toMatch(/without Shift/);
  expect(problemOf("Mod+W")).toMatch(/belongs to the browser/);
  expect(problemOf("Escape")).toMatch(/close what is open/);
  expect(problemOf("x")).toMatch(/as a capital/);
  expect(problemOf("Shift+Mod+X")).toMatch(/"Mod\+", then "Shift\+"/);
  expect(problemOf("Alt+X")).toMatch(/nothing else/);
  for (const text of ["", "+", "Mod+", "XX", "F5", "Enter ", "\n", "\u200b"])
    expect(problemOf(text), JSON.stringify(text)).not.toBeNull();
});

test("no markup is a key", () => {
  const payloads = [
    "<img src=x onerror=alert(1)>",
    "Mod+<b>",
    "<",
    ">",
    "&",
    '"',
    "'",
    "`",
    "&lt;",
  ];
  for (const text of payloads) expect(KeyString.safeParse(text).success, text).toBe(false);
});

test("writing and reading are each other's inverse", () => {
  const anyKey = fc.oneof(
    fc.constantFrom("Enter", " ", "+", "ArrowUp", "F2", "z", "?", "1", "é", "ß", "я", "あ"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }).map(keyOfSign),
  );
  const anyChord = fc.record(
    { key: anyKey, mod: fc.constant(true), shift: fc.constant(true) },
    { requiredKeys: ["key"] },
  );
  fc.assert(
    fc.property(anyChord, (chord) => {
      const text = formatKeys(chord);
      const read = parseKeys(text);
      if ("chord" in read) {
        expect(read.chord).toEqual(chord);
        expect(formatKeys(read.chord)).toBe(text);
      }
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (text) => {
      const read = parseKeys(text);
      if ("chord" in read) expect(formatKeys(read.chord)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
