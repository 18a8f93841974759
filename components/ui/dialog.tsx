"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { buttonClass } from "./button.tsx";
import { classNames } from "./class-names.ts";

/** A modal question or sheet. Escape and the cross close it, where it can be closed without an answer; focus goes back to where it was. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  wide = false,
  initialFocus,
}: {
  open: boolean;
  /** Left out when only the answers close it. */
  onOpenChange?: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  initialFocus?: RefObject<HTMLElement | null>;
}) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[oklch(0_0_0/0.4)] transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-40 flex items-center justify-center p-6">
          <Base.Popup
            initialFocus={initialFocus}
            data-modal=""
            className={classNames(
              "flex max-h-full w-full flex-col rounded-lg bg-raised shadow-raised transition-[opacity,scale] duration-150 outline-none data-[ending-style]:scale-[0.98] data-[ending-style]:opacity-0 data-[starting-style]:scale-[0.98] data-[starting-style]:opacity-0",
              wide ? "max-w-3xl" : "max-w-md",
            )}
          >
            <header className="flex items-start justify-between gap-4 px-5 pt-4">
              <div className="min-w-0">
                <Base.Title className="text-base font-semibold">{title}</Base.Title>
                {description && (
                  <Base.Description className="mt-1 text-soft">{description}</Base.Description>
                )}
              </div>
              {onOpenChange && (
                <Base.Close
                  aria-label="Close"
                  className={buttonClass({ look: "ghost", size: "icon" }, "-mt-0.5 -mr-1.5")}
                >
                  <X className="size-4" aria-hidden />
                </Base.Close>
              )}
            </header>
            <div className="min-h-0 overflow-y-auto px-5 py-4">{children}</div>
            {footer && (
              <footer className="flex items-center justify-end gap-2 border-t border-line px-5 py-3">
                {footer}
              </footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
