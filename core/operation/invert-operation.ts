import type { MoveDirection, Operation } from "./operation.ts";

const opposite: Record<MoveDirection, MoveDirection> = {
  left: "right",
  right: "left",
  front: "behind",
  behind: "front",
  above: "below",
  below: "above",
};

/** The operation that takes the moved or turned box back to where it was; null for a removal, which has none. */
export function invertOperation(operation: Operation): Operation | null {
  switch (operation.kind) {
    case "move":
      return { ...operation, direction: opposite[operation.direction] };
    case "rotate":
      return {
        ...operation,
        sense: operation.sense === "clockwise" ? "counterclockwise" : "clockwise",
      };
    case "remove":
      return null;
  }
}
