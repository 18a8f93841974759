import { matchesOf } from "./matches-of.ts";

/** A piece of a text: from the character at `start` up to, not including, the one at `end`. */
export type TextRange = readonly [start: number, end: number];

/** Something read from a text and where it stands. */
export type Found<T> = { readonly value: T; readonly range: TextRange };

const smallNumbers = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const digits = String.raw`\d+(?:[.,]\d+)?`;
const fraction = String.raw`(?:a |one )?(?:half|quarter)(?: of)?(?: an?)?|three[- ]quarters(?: of)?(?: an?)?`;
const spelled = [
  String.raw`(?:an?|one) hundred(?: and)?(?:[ -](?:${tens.join("|")}))?(?:[ -](?:${smallNumbers.join("|")}))?`,
  String.raw`(?:${tens.join("|")})(?:[ -](?:${smallNumbers.slice(1, 10).join("|")}))?`,
  smallNumbers.toReversed().join("|"),
].join("|");
const plusHalf = String.raw`(?: and an? (?:half|quarter))?`;
const quantity = String.raw`(?<![\w.])(${digits}|(?:${spelled}|an?)${plusHalf}|${fraction})`;

const metersOfUnit: readonly (readonly [RegExp, number])[] = [
  [/^mm$|^millimet/, 0.001],
  [/^cm|^centimet/, 0.01],
  [/^m$|^met/, 1],
  [/^inch|^"/, 0.0254],
  [/^f/, 0.3048],
];
const lengthUnit = String.raw`(millimet(?:er|re)s?|mm|centimet(?:er|re)s?|cms?|met(?:er|re)s?|m|inch(?:es)?|"|feet|foot|ft)`;
const lengthPattern = new RegExp(String.raw`${quantity}[ -]?${lengthUnit}(?![\w])`, "g");
const angleUnit = String.raw`(degrees?|deg(?!\w)|°|º)`;
const anglePattern = new RegExp(String.raw`${quantity}[ -]?${angleUnit}`, "g");
/** Quick to look for: without a unit there is no amount. */
const someLengthUnit = new RegExp(String.raw`${lengthUnit}(?![\w])`);
const someAngleUnit = new RegExp(angleUnit);
const turnPattern =
  /(?<!\w)(?:an? )?(three[- ]quarters?|quarter|half|full)(?: of)?(?: an?)?[ -](?:turn|rotation|circle)\b/g;

/** All lengths said in a lower-case text, in metres: "50 cm", "half a metre", "one and a half meters", "20 inches". */
export function readDistances(text: string): Found<number>[] {
  if (!someLengthUnit.test(text)) return [];
  return matchesOf(text, lengthPattern).flatMap((match) => {
    const [whole, amount = "", unit = ""] = match;
    const metersPerUnit = metersOfUnit.find(([pattern]) => pattern.test(unit))?.[1];
    const value = readQuantity(amount);
    if (metersPerUnit === undefined || value === null) return [];
    return { value: rounded(value * metersPerUnit), range: rangeOf(match.index, whole) };
  });
}

/** All angles said in a lower-case text, in degrees: "45 degrees", "90°", "ninety degrees", "a quarter turn". */
export function readAngles(text: string): Found<number>[] {
  const amounts = someAngleUnit.test(text) ? matchesOf(text, anglePattern) : [];
  const measured = amounts.flatMap((match) => {
    const value = readQuantity(match[1] ?? "");
    return value === null ? [] : { value, range: rangeOf(match.index, match[0]) };
  });
  const turns = matchesOf(text, turnPattern).map((match) => ({
    value: 360 * shareOf(match[1]!),
    range: rangeOf(match.index, match[0]),
  }));
  return [...measured, ...turns].toSorted((a, b) => a.range[0] - b.range[0]);
}

const timesPattern = new RegExp(String.raw`${quantity} times\b`, "g");
const factorPattern = new RegExp(String.raw`\bfactor (?:of )?(${digits})`, "g");
const shareToPattern = new RegExp(String.raw`\bto (${digits}) ?(?:%|percent\b)`, "g");
const shareByPattern = new RegExp(String.raw`\bby (${digits}) ?(?:%|percent\b)`, "g");
const factorWords: readonly (readonly [RegExp, number])[] = [
  [/\b(?:twice|double)\b/g, 2],
  [/\b(?:thrice|triple)\b/g, 3],
  [/\b(?:half (?:as|its|of its|the)|halve)\b/g, 0.5],
];

/**
 * All factors of growth said in a lower-case text: "twice as big", "half its size", "1.5 times its size",
 * "by a factor of 1.5", "to 75 % of its size", "by 50 %" (which takes away where the text says so).
 */
export function readFactors(text: string): Found<number>[] {
  const read = (pattern: RegExp, meaning: (amount: number) => number) =>
    matchesOf(text, pattern).flatMap((match) => {
      const amount = readQuantity(match[1] ?? "");
      if (amount === null) return [];
      return { value: rounded(meaning(amount)), range: rangeOf(match.index, match[0]) };
    });
  const sign = /\b(?:shrink|reduce|smaller)\b/.test(text) ? -1 : 1;
  return [
    ...read(timesPattern, (amount) => amount),
    ...read(factorPattern, (amount) => amount),
    ...read(shareToPattern, (percent) => percent / 100),
    ...read(shareByPattern, (percent) => 1 + (sign * percent) / 100),
    ...factorWords.flatMap(([pattern, value]) =>
      matchesOf(text, pattern).map((match) => ({
        value,
        range: rangeOf(match.index, match[0]),
      })),
    ),
  ].toSorted((a, b) => a.range[0] - b.range[0]);
}

function readQuantity(text: string): number | null {
  if (/^\d/.test(text)) return Number(text.replace(",", "."));
  const [whole = "", added] = text.split(/ and an? (?=half|quarter)/);
  if (/half|quarter/.test(whole)) return shareOf(whole);
  const base = spelledNumber(whole);
  return base === null ? null : base + (added ? shareOf(added) : 0);
}

function shareOf(word: string): number {
  if (word.includes("three")) return 0.75;
  if (word.includes("quarter")) return 0.25;
  return word.includes("half") ? 0.5 : 1;
}

function spelledNumber(text: string): number | null {
  let total = 0;
  for (const word of text.split(/[ -]/)) {
    const small = smallNumbers.indexOf(word);
    const ten = tens.indexOf(word);
    if (small >= 0) total += small;
    else if (ten >= 0) total += 10 * (ten + 2);
    else if (word === "hundred") total = 100 * Math.max(1, total);
    else if (word === "a" || word === "an") total = 1;
    else if (word !== "and") return null;
  }
  return total;
}

/** Takes off the noise of unit conversion: a ten-thousandth is finer than anybody says. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function rangeOf(start: number, text: string): TextRange {
  return [start, start + text.length];
}
