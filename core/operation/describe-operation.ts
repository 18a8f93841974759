import type { MoveDirection, Operation } from "./operation.ts";

const whither: Record<MoveDirection, string> = {
  left: "to the left",
  right: "to the right",
  front: "toward the viewer",
  behind: "away from the viewer",
  above: "up",
  below: "down",
};

/** An operation in a few words for people: "0.7 m to the left", "45° clockwise", "removed". */
export function describeOperation(operation: Operation): string {
  switch (operation.kind) {
    case "move":
      return `${rounded(operation.distanceMeters, 2)} m ${whither[operation.direction]}`;
    case "rotate":
      return `${rounded(operation.angleDegrees, 1)}° ${operation.sense}`;
    case "remove":
      return "removed";
  }
}

function rounded(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
