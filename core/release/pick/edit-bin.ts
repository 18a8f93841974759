import type { Operation } from "#core/operation/operation.ts";

/** Where an edit falls among those of its operation: which way it goes and how far. Empty where it has none. */
export type EditBin = { readonly way: string; readonly amount: string };

/** Upper ends of the ranges of amounts, each included. */
const metres = [0.3, 0.6, 1, 2];
const degrees = [30, 60, 90, 135];
const factors = [0.5, 0.8, 1.25, 2];

/**
 * The bin of an operation. Amounts are ranges, not numbers, because people correct them to anything: the
 * edits of an operation stay countable.
 */
export function editBinOf(operation: Operation): EditBin {
  switch (operation.kind) {
    case "move":
      return { way: operation.direction, amount: rangeOf(operation.distanceMeters, metres, " m") };
    case "place":
      return { way: operation.relation, amount: "" };
    case "place-on-receptacle":
      return { way: operation.position, amount: "" };
    case "rotate":
      return { way: operation.sense, amount: rangeOf(operation.angleDegrees, degrees, "°") };
    case "scale":
      return {
        way: operation.factor > 1 ? "larger" : "smaller",
        amount: rangeOf(operation.factor, factors, "×"),
      };
    case "view":
      return viewBin(operation);
    case "remove":
      return { way: "", amount: "" };
  }
}

/** Of a change of view that has several parts, the first that is not zero counts. */
function viewBin(view: Extract<Operation, { kind: "view" }>): EditBin {
  const parts = [
    [view.dollyMeters, "forward", "back", metres, " m"],
    [view.truckMeters, "right", "left", metres, " m"],
    [view.yawDegrees, "turned right", "turned left", degrees, "°"],
    [view.pitchDegrees, "tilted up", "tilted down", degrees, "°"],
  ] as const;
  const part = parts.find(([value]) => value !== 0);
  if (!part) return { way: "same place", amount: "" };
  const [value, positive, negative, ends, unit] = part;
  return { way: value > 0 ? positive : negative, amount: rangeOf(Math.abs(value), ends, unit) };
}

function rangeOf(value: number, ends: readonly number[], unit: string): string {
  const index = ends.findIndex((end) => value <= end);
  if (index === 0) return `to ${ends[0]}${unit}`;
  return index < 0 ? `over ${ends.at(-1)}${unit}` : `${ends[index - 1]}–${ends[index]}${unit}`;
}
