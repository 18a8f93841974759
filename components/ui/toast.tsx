"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";

/** Short notices at the bottom edge, read out politely. Anything under it can call {@link useToast}. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider timeout={6000} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed bottom-18 left-1/2 z-50 flex w-96 max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col gap-2 outline-none">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      // A notice, not a window: it does not take the focus.
      role={toast.priority === "high" ? "alert" : "status"}
      className="rounded-lg bg-raised shadow-raised transition-opacity duration-150 data-[ending-style]:opacity-0 data-[limited]:hidden data-[starting-style]:opacity-0"
    >
      <Base.Content className="flex items-center gap-3 py-2 pr-2 pl-4">
        <div className="min-w-0 flex-1">
          <Base.Title className="font-medium" />
          <Base.Description className="text-soft" />
        </div>
        <Base.Action className={buttonClass({ size: "sm" }, "empty:hidden")} />
        <Base.Close aria-label="Dismiss" className={buttonClass({ look: "ghost", size: "icon" })}>
          <X className="size-4" aria-hidden />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}

/** Shows a notice; errors interrupt a screen reader, the rest waits its turn. */
export function useToast() {
  const { add } = Base.useToastManager();
  return (notice: {
    title: string;
    description?: string;
    urgent?: boolean;
    action?: { label: string; onClick: () => void };
  }) =>
    add({
      // The same notice again renews the one that is shown.
      id: notice.title,
      title: notice.title,
      description: notice.description,
      priority: notice.urgent ? "high" : "low",
      timeout: notice.urgent ? 0 : undefined,
      actionProps: notice.action && {
        children: notice.action.label,
        onClick: notice.action.onClick,
      },
    });
}
