import type { ViewOperation } from "#core/operation/operation.ts";
import type { Found, TextRange } from "./amount-words.ts";
import { readAngles, readDistances } from "./amount-words.ts";
import type { Patterns } from "./text-page.ts";
import { findAll } from "./text-page.ts";

/** One part of a change of view that a text states: which amount, and how much in the operation's sign and unit. */
export type ViewPart = {
  readonly amount: Exclude<keyof ViewOperation, "kind">;
  readonly value: number;
};

type Way = "forward" | "back" | "left" | "right" | "up" | "down";

const wayPatterns: Patterns<Way> = [
  ["forward", /\b(?:forwards?|ahead|closer|nearer)\b/g],
  ["back", /\b(?:back(?:wards?)?|away)\b/g],
  ["left", /\bleft(?:wards?)?\b/g],
  ["right", /\bright(?:wards?)?\b/g],
  ["up", /\bup(?:wards?)?\b/g],
  ["down", /\bdown(?:wards?)?\b/g],
];

const shifts: Partial<Record<Way, readonly [ViewPart["amount"], 1 | -1]>> = {
  forward: ["dollyMeters", 1],
  back: ["dollyMeters", -1],
  right: ["truckMeters", 1],
  left: ["truckMeters", -1],
};

const turns: Partial<Record<Way, readonly [ViewPart["amount"], 1 | -1]>> = {
  right: ["yawDegrees", 1],
  left: ["yawDegrees", -1],
  up: ["pitchDegrees", 1],
  down: ["pitchDegrees", -1],
};

/** The parts of a change of view that a text states: each amount with the way said after it or, where none is, before it. */
export function readView(text: string): Found<ViewPart>[] {
  const amounts = [
    ...readDistances(text).map((found) => ({ ...found, ways: shifts })),
    ...readAngles(text).map((found) => ({ ...found, ways: turns })),
  ].toSorted((a, b) => a.range[0] - b.range[0]);
  const ways = findAll(text, wayPatterns);
  return amounts.flatMap(({ value, range, ways: meanings }, index): Found<ViewPart>[] => {
    const from = amounts[index - 1]?.range[1] ?? 0;
    const to = amounts[index + 1]?.range[0] ?? text.length;
    const within = (start: number, end: number) =>
      ways.filter((way) => way.range[0] >= start && way.range[1] <= end);
    const way = within(range[1], to)[0] ?? within(from, range[0]).at(-1);
    const meaning = way && meanings[way.value];
    if (!meaning) return [];
    const [amount, sign] = meaning;
    const whole: TextRange = [Math.min(range[0], way.range[0]), Math.max(range[1], way.range[1])];
    return [{ value: { amount, value: sign * value }, range: whole }];
  });
}
