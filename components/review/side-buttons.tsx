"use client";

import { BookOpen, History, MessageSquare, Search } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import type { CommandId } from "./commands.ts";
import { useKeyOf } from "./use-keys.tsx";
import type { Beside } from "./use-review-side.ts";

/** Opens what can stand beside the work, and the palette. */
export function SideButtons({
  beside: { side, thread, newGuidelines },
  onCommand,
}: {
  beside: Beside;
  onCommand: (id: CommandId) => void;
}) {
  const openComments = thread.comments.filter(({ resolved }) => !resolved).length;
  const keyOf = useKeyOf();
  const button = (id: CommandId, icon: ReactNode, name: string, isOpen?: boolean) => (
    <Button
      look="ghost"
      size="sm"
      aria-pressed={isOpen}
      aria-keyshortcuts={keyOf(id)}
      keys={keyOf(id)}
      onClick={() => onCommand(id)}
      className="aria-pressed:bg-accent-wash aria-pressed:text-accent"
    >
      {icon}
      <span className="flex-1 text-left">{name}</span>
    </Button>
  );
  const icon = "size-3.5";
  return (
    <div className="flex flex-col border-t border-line p-1.5">
      {button(
        "guidelines",
        <BookOpen className={icon} aria-hidden />,
        newGuidelines ? "Guidelines: new" : "Guidelines",
        side === "guidelines",
      )}
      {button("history", <History className={icon} aria-hidden />, "History", side === "history")}
      {button(
        "comments",
        <MessageSquare className={icon} aria-hidden />,
        openComments > 0 ? `Comments (${openComments})` : "Comments",
        side === "comments",
      )}
      {button("palette", <Search className={icon} aria-hidden />, "Find")}
    </div>
  );
}
