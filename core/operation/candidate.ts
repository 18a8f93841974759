import type { Operation } from "./operation.ts";
import { MoveDirection, TurnSense } from "./operation.ts";
import type { ProposeOptions } from "./propose-options.ts";

/** An operation with what it should be evenly spread over: its way (direction or sense) and its amount. */
export type Choice = {
  readonly operation: Operation;
  readonly way: string;
  readonly amount: string;
};

/** Every operation of one kind that the options allow. */
export function choicesOf(kind: Operation["kind"], options: ProposeOptions): Choice[] {
  switch (kind) {
    case "move":
      return MoveDirection.options.flatMap((direction) =>
        options.distancesMeters.map((distanceMeters) => ({
          operation: { kind, direction, distanceMeters },
          way: direction,
          amount: String(distanceMeters),
        })),
      );
    case "rotate":
      return TurnSense.options.flatMap((sense) =>
        options.anglesDegrees.map((angleDegrees) => ({
          operation: { kind, sense, angleDegrees },
          way: sense,
          amount: String(angleDegrees),
        })),
      );
    case "remove":
      return [{ operation: { kind }, way: "", amount: "" }];
  }
}
