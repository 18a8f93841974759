"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "#components/ui/button.tsx";

/** Something to read beside the work, which goes on meanwhile. Escape closes it while the focus is inside. */
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
  const panel = useRef<HTMLElement>(null);
  const leave = useEffectEvent((event: KeyboardEvent) => {
    const isInside = panel.current?.contains(document.activeElement);
    if (event.key === "Escape" && isInside && !event.defaultPrevented) onClose();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => leave(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
  return (
    <aside
      ref={panel}
      aria-label={title}
      className="flex w-[17.5rem] shrink-0 flex-col border-l border-line bg-surface 2xl:w-[24rem]"
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
