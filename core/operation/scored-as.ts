import type { ScoredOperation } from "#core/metric/operation-word.ts";
import type { OperationKind } from "./operation.ts";

/** As which of its operations the published evaluator scores an edit: it knows placements as moves. */
export const scoredAs: Record<OperationKind, ScoredOperation> = {
  move: "move",
  place: "move",
  "place-on-receptacle": "move",
  rotate: "rotate",
  scale: "scale",
  view: "view",
  remove: "remove",
};
