import type { FrameScene } from "#core/scene/frame-scene.ts";
import { objectById } from "#core/scene/frame-scene.ts";
import type {
  MoveDirection,
  MoveOperation,
  Operation,
  PlaceRelation,
  TopPosition,
  ViewOperation,
} from "./operation.ts";

const whither: Record<MoveDirection, string> = {
  left: "to the left",
  right: "to the right",
  front: "toward the viewer",
  behind: "away from the viewer",
  above: "up",
  below: "down",
};

const whereTo: Record<PlaceRelation, string> = {
  "left-of": "to the left of",
  "right-of": "to the right of",
  "in-front-of": "in front of",
  behind: "behind",
  "on-top-of": "on top of",
  "next-to": "next to",
};

const whereOn: Record<TopPosition, string> = {
  center: "onto the middle of",
  nearest: "onto the near edge of",
  farthest: "onto the far edge of",
  leftmost: "onto the left edge of",
  rightmost: "onto the right edge of",
};

/**
 * An operation in a few words for people: "0.7 m to the left", "45° clockwise", "removed". An object that
 * it refers to is called by its label in the photo, without the photo "another object".
 */
export function describeOperation(operation: Operation, scene?: FrameScene): string {
  const nameOf = (id: string) => {
    const label = scene && objectById(scene, id)?.label;
    return label === undefined ? "another object" : `the ${label}`;
  };
  switch (operation.kind) {
    case "move":
      return `${rounded(operation.distanceMeters, 2)} m ${whither[operation.direction]}${alongWhat(operation, nameOf)}`;
    case "place": {
      const { relation, referenceId, gapMeters } = operation;
      const gap = gapMeters === undefined ? "" : `, ${rounded(gapMeters, 2)} m apart`;
      return `${whereTo[relation]} ${nameOf(referenceId)}${gap}`;
    }
    case "place-on-receptacle":
      return `${whereOn[operation.position]} ${nameOf(operation.referenceId)}`;
    case "rotate":
      return `${rounded(operation.angleDegrees, 1)}° ${operation.sense}`;
    case "scale":
      return `${rounded(operation.factor, 2)} times its size`;
    case "view":
      return describeView(operation);
    case "remove":
      return operation.criterion ? `removed, being the ${operation.criterion}` : "removed";
  }
}

function alongWhat({ frame, referenceId }: MoveOperation, nameOf: (id: string) => string): string {
  if (frame === "object") return ", along its own edges";
  return referenceId === undefined ? "" : `, along the edges of ${nameOf(referenceId)}`;
}

function describeView(view: ViewOperation): string {
  const { dollyMeters, truckMeters, yawDegrees, pitchDegrees } = view;
  const parts = [
    amount(dollyMeters, " m", "forward", "back"),
    amount(truckMeters, " m", "to the right", "to the left"),
    amount(yawDegrees, "°", "turned to the right", "turned to the left"),
    amount(pitchDegrees, "°", "tilted up", "tilted down"),
  ].filter((part) => part !== null);
  return `seen from ${parts.length === 0 ? "the same place" : parts.join(", ")}`;
}

function amount(value: number, unit: string, positive: string, negative: string): string | null {
  if (value === 0) return null;
  return `${rounded(Math.abs(value), 2)}${unit} ${value > 0 ? positive : negative}`;
}

function rounded(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
