"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

/** Something to read beside the work, which goes on meanwhile. */
export function SidePanel({
  title,
  aside,
  onClose,
  children,
}: {
  title: string;
  aside?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <aside
      aria-label={title}
      className="flex w-[17.5rem] shrink-0 flex-col border-l border-line bg-surface 2xl:w-[24rem]"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <header className="flex min-h-10 shrink-0 items-center gap-2 border-b border-line px-3">
        <h2 className="min-w-0 flex-1 text-xs font-semibold">{title}</h2>
        {aside}
        <Button
          look="ghost"
          size="icon"
          aria-label={`Close ${title.toLowerCase()}`}
          onClick={onClose}
        >
          <X className="size-3.5" aria-hidden />
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </aside>
  );
}
