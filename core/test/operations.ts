import type { Operation } from "#core/operation/operation.ts";

/** One operation of each kind and form of wording, on `object:0` with `object:1` as the other object. */
export const someOperations: readonly Operation[] = [
  { kind: "move", direction: "left", distanceMeters: 0.5 },
  { kind: "move", direction: "behind", distanceMeters: 0.7, frame: "object" },
  {
    kind: "move",
    direction: "front",
    distanceMeters: 0.4,
    frame: "reference",
    referenceId: "object:1",
  },
  { kind: "place", relation: "left-of", referenceId: "object:1" },
  { kind: "place", relation: "on-top-of", referenceId: "object:1" },
  { kind: "place", relation: "next-to", referenceId: "object:1", gapMeters: 0.2 },
  { kind: "place-on-receptacle", position: "center", referenceId: "object:1" },
  { kind: "place-on-receptacle", position: "leftmost", referenceId: "object:1" },
  { kind: "rotate", sense: "clockwise", angleDegrees: 45 },
  { kind: "scale", factor: 1.5 },
  { kind: "scale", factor: 0.5 },
  { kind: "view", dollyMeters: 0.5, truckMeters: 0, yawDegrees: 15, pitchDegrees: 0 },
  { kind: "view", dollyMeters: 0, truckMeters: 0, yawDegrees: 0, pitchDegrees: -10 },
  { kind: "remove" },
  { kind: "remove", criterion: "leftmost" },
];
