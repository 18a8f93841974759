"use client";

import { useRef } from "react";
import { classNames } from "./class-names.ts";
import { splitterWish } from "./splitter-wish.ts";

/**
 * The line between two panes: dragged, or moved with the arrow keys when it has the focus; Home and End take
 * it to its limits, a double click or Enter back to where it was at first.
 */
export function Splitter({
  label,
  orientation,
  value,
  min,
  max,
  unitsPerPixel,
  onChange,
  onReset,
  className,
}: {
  label: string;
  /** Of the line: a vertical one stands between left and right. */
  orientation: "vertical" | "horizontal";
  value: number;
  min: number;
  max: number;
  /** What a pixel to the right or down adds to the value; negative where it takes away. */
  unitsPerPixel: (line: HTMLElement) => number;
  onChange: (value: number) => void;
  onReset: () => void;
  className?: string;
}) {
  const start = useRef<{ at: number; value: number } | null>(null);
  const upright = orientation === "vertical";
  const set = (wanted: number) => onChange(Math.min(max, Math.max(min, wanted)));
  return (
    <div
      // eslint-disable-next-line -- an hr cannot have the focus and a value, which make this a widget in ARIA
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(value * 100) / 100}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: upright ? event.clientX : event.clientY, value };
      }}
      onPointerMove={(event) => {
        if (!start.current || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const pixels = (upright ? event.clientX : event.clientY) - start.current.at;
        set(start.current.value + pixels * unitsPerPixel(event.currentTarget));
      }}
      onDoubleClick={onReset}
      onKeyDown={(event) => {
        const wish = splitterWish(orientation, event);
        if (wish === null) return;
        if (wish === "first") onReset();
        else if (wish === "min") set(min);
        else if (wish === "max") set(max);
        else set(value + wish * unitsPerPixel(event.currentTarget));
        event.preventDefault();
      }}
      className={classNames(
        "relative z-10 shrink-0 touch-none bg-line transition-colors hover:bg-accent focus-visible:bg-accent focus-visible:outline-none active:bg-accent",
        // Thin to see, wide enough to take hold of.
        "after:absolute",
        upright
          ? "w-px cursor-col-resize after:inset-y-0 after:-inset-x-1"
          : "h-px cursor-row-resize after:inset-x-0 after:-inset-y-1",
        className,
      )}
    />
  );
}
