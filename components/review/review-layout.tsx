"use client";

import type { ReactNode } from "react";
import { useEffect } from "react";
import { Splitter } from "#components/ui/splitter.tsx";
import type { PaneSizes } from "./pane-sizes.ts";
import { paneLimits, usePaneSizes } from "./pane-sizes.ts";

/**
 * Queue | photo and 3D view | edit, with lines between them to drag. Photo and 3D view lie side by side where
 * there is room for that, one over the other where not.
 */
export function ReviewLayout({
  queue,
  photo,
  space,
  edit,
  beside,
}: {
  queue: ReactNode;
  photo: ReactNode;
  space: ReactNode;
  edit: ReactNode;
  /** What was opened beside the work; it takes its own width. */
  beside: ReactNode;
}) {
  const sizes = usePaneSizes();
  useEffect(() => void usePaneSizes.persist.rehydrate(), []);
  return (
    <div
      className="grid min-h-0 flex-1 auto-cols-max grid-flow-col grid-rows-1"
      style={{
        gridTemplateColumns: `${sizes.queuePixels}px 1px minmax(0, 1fr) 1px ${sizes.editPixels}px`,
      }}
    >
      {queue}
      <PaneSplitter
        name="queuePixels"
        label="Width of the queue"
        orientation="vertical"
        unitsPerPixel={() => 1}
      />
      <div className="@container-size min-h-0 min-w-0">
        <div className="flex size-full flex-col @[96rem]:flex-row">
          <div
            className="relative min-h-0 min-w-0 shrink-0"
            style={{ flexBasis: `${sizes.photoShare * 100}%` }}
          >
            {photo}
          </div>
          <PaneSplitter
            name="photoShare"
            label="Height of the photo"
            orientation="horizontal"
            unitsPerPixel={(line) => 1 / line.parentElement!.clientHeight}
            className="@[96rem]:hidden"
          />
          <PaneSplitter
            name="photoShare"
            label="Width of the photo"
            orientation="vertical"
            unitsPerPixel={(line) => 1 / line.parentElement!.clientWidth}
            className="hidden @[96rem]:block"
          />
          <div className="min-h-0 min-w-0 flex-1">{space}</div>
        </div>
      </div>
      <PaneSplitter
        name="editPixels"
        label="Width of the edit"
        orientation="vertical"
        unitsPerPixel={() => -1}
      />
      {edit}
      {beside}
    </div>
  );
}

/** A line of the layout that keeps where it was put. */
export function PaneSplitter({
  name,
  ...rest
}: {
  name: keyof PaneSizes;
  label: string;
  orientation: "vertical" | "horizontal";
  unitsPerPixel: (line: HTMLElement) => number;
  className?: string;
}) {
  const { resize, reset } = usePaneSizes();
  const value = usePaneSizes((state) => state[name]);
  return (
    <Splitter
      {...rest}
      {...paneLimits(name)}
      value={value}
      onChange={(wanted) => resize(name, wanted)}
      onReset={() => reset(name)}
    />
  );
}
