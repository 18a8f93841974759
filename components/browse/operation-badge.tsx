import { Eraser, Move, PackageOpen, RotateCw, Scaling, SquareArrowDown, Video } from "lucide-react";
import type { OperationKind } from "#core/operation/operation.ts";
import { Badge } from "#components/ui/badge.tsx";

const looks = {
  move: { icon: Move, text: "Move" },
  place: { icon: SquareArrowDown, text: "Place" },
  "place-on-receptacle": { icon: PackageOpen, text: "Place on" },
  rotate: { icon: RotateCw, text: "Rotate" },
  scale: { icon: Scaling, text: "Scale" },
  view: { icon: Video, text: "View" },
  remove: { icon: Eraser, text: "Remove" },
} satisfies Record<OperationKind, unknown>;

/** The kind of an edit. */
export function OperationBadge({ kind }: { kind: OperationKind }) {
  const { icon: Icon, text } = looks[kind];
  return <Badge icon={<Icon aria-hidden />}>{text}</Badge>;
}
