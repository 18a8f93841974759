import { Eraser, Move, RotateCw } from "lucide-react";
import type { OperationKind } from "#core/operation/operation.ts";
import { Badge } from "#components/ui/badge.tsx";

const looks = {
  move: { icon: Move, text: "Move" },
  rotate: { icon: RotateCw, text: "Rotate" },
  remove: { icon: Eraser, text: "Remove" },
};

/** The kind of an edit. */
export function OperationBadge({ kind }: { kind: OperationKind }) {
  const { icon: Icon, text } = looks[kind];
  return <Badge icon={<Icon aria-hidden />}>{text}</Badge>;
}
