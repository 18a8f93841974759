import type { MoveDirection, Operation, TurnSense } from "#core/operation/operation.ts";
import {
  MoveOperation,
  PlaceOperation,
  RotateOperation,
  ScaleOperation,
} from "#core/operation/operation.ts";
import { readAngles, readDistances, readFactors } from "./amount-words.ts";

const directionWords: readonly (readonly [RegExp, MoveDirection])[] = [
  [/\bleft\b/, "left"],
  [/\bright\b/, "right"],
  [/\b(?:toward|towards|closer|nearer|front|forward|forwards)\b/, "front"],
  [/\b(?:back|backward|backwards|behind|away|farther|further)\b/, "behind"],
  [/\b(?:up|upward|upwards|higher|above)\b/, "above"],
  [/\b(?:down|downward|downwards|lower|below)\b/, "below"],
];
const senseWords: readonly (readonly [RegExp, TurnSense])[] = [
  [/\b(?:counter-?clockwise|anti-?clockwise|ccw|left)\b/, "counterclockwise"],
  [/(?<!counter-?|anti-?)\bclockwise\b|\b(?:cw|right)\b/, "clockwise"],
];

/**
 * The operation with the amount that somebody typed for it: "30 cm left", "15 cm", "up", "45° clockwise",
 * "1.5 times", "gap 20 cm". What the text leaves out stays as it is. Null when the text says nothing that
 * this operation has, two different things, or an amount out of its range.
 */
export function withSaidAmount(operation: Operation, said: string): Operation | null {
  const text = said.toLowerCase();
  switch (operation.kind) {
    case "move": {
      const direction = only(wordsIn(text, directionWords));
      const distanceMeters = only(readDistances(text).map(({ value }) => value));
      return taken(MoveOperation, operation, { direction, distanceMeters });
    }
    case "place":
      return taken(PlaceOperation, operation, {
        gapMeters: only(readDistances(text).map(({ value }) => value)),
      });
    case "rotate":
      return taken(RotateOperation, operation, {
        sense: only(wordsIn(text, senseWords)),
        angleDegrees: only(readAngles(text).map(({ value }) => value)),
      });
    case "scale":
      return taken(ScaleOperation, operation, {
        factor: only(readFactors(text).map(({ value }) => value)),
      });
    case "place-on-receptacle":
    case "remove":
    case "view":
      return null;
  }
}

/** One value, none, or more than one that contradict each other. */
type Said<T> = { readonly value: T } | "nothing" | "contradiction";

function only<T>(values: readonly T[]): Said<T> {
  const [value, ...others] = new Set(values);
  if (value === undefined) return "nothing";
  return others.length === 0 ? { value } : "contradiction";
}

function wordsIn<T>(text: string, words: readonly (readonly [RegExp, T])[]): T[] {
  return words.filter(([pattern]) => pattern.test(text)).map(([, value]) => value);
}

function taken(
  schema: { safeParse: (value: unknown) => { data?: Operation } },
  operation: Operation,
  said: Readonly<Record<string, Said<unknown>>>,
): Operation | null {
  const heard = Object.entries(said).flatMap(([name, what]) =>
    typeof what === "object" ? [[name, what.value] as const] : [],
  );
  if (heard.length === 0 || Object.values(said).includes("contradiction")) return null;
  return schema.safeParse({ ...operation, ...Object.fromEntries(heard) }).data ?? null;
}
