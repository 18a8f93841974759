"use client";

import { Maximize, Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { PhotoView, Size } from "./photo-fit.ts";
import { fitPhoto, panPhoto, zoomPhoto } from "./photo-fit.ts";
import { useElementSize } from "./use-element-size.ts";

const margin = 12;

/**
 * A photo that fills its pane, with SVG in image pixels drawn over it. The wheel zooms, dragging pans,
 * a double click fits. The overlay is told how many CSS pixels an image pixel has, for texts of constant size.
 */
export function PhotoStage({
  src,
  alt,
  size,
  overlay,
  children,
  className,
}: {
  src: string;
  alt: string;
  size: Size;
  overlay: (pixelScale: number) => ReactNode;
  /** Controls laid over the pane. */
  children?: ReactNode;
  className?: string;
}) {
  const pane = useRef<HTMLDivElement>(null);
  const paneSize = useElementSize(pane);
  const [zoomed, setZoomed] = useState<PhotoView | null>(null);
  const [failed, setFailed] = useState(false);
  const view = paneSize && (zoomed ?? fitPhoto(size, paneSize, margin));

  const zoom = (factor: number, at?: { x: number; y: number }) => {
    if (!view || !paneSize) return;
    const middle = { x: paneSize.width / 2, y: paneSize.height / 2 };
    const next = zoomPhoto(view, factor, at ?? middle, size, paneSize, margin);
    setZoomed(next.scale === fitPhoto(size, paneSize, margin).scale ? null : next);
  };

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const edge = pane.current!.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * 0.0018), {
      x: event.clientX - edge.left,
      y: event.clientY - edge.top,
    });
  });
  useEffect(() => {
    // React listens to the wheel passively, which could not keep the page from scrolling.
    const element = pane.current!;
    const listener = (event: WheelEvent) => onWheel(event);
    element.addEventListener("wheel", listener, { passive: false });
    return () => element.removeEventListener("wheel", listener);
  }, []);

  return (
    <div
      ref={pane}
      className={classNames(
        "relative overflow-hidden bg-stage select-none",
        zoomed && "cursor-grab active:cursor-grabbing",
        className,
      )}
      onPointerMove={(event) => {
        if (!zoomed || !paneSize || event.buttons !== 1) return;
        setZoomed(panPhoto(zoomed, { x: event.movementX, y: event.movementY }, size, paneSize));
      }}
      onDoubleClick={(event) => {
        if (!(event.target as Element).closest("button")) setZoomed(null);
      }}
    >
      {view && (
        <div
          className="absolute"
          style={{
            left: view.left,
            top: view.top,
            width: size.width * view.scale,
            height: size.height * view.scale,
          }}
        >
          {/* eslint-disable-next-line -- a content-addressed original at full size; nothing to optimise */}
          <img
            src={src}
            alt={alt}
            draggable={false}
            onError={() => setFailed(true)}
            onLoad={() => setFailed(false)}
            className="size-full bg-sunken text-transparent"
          />
          <svg
            // Pixel centres are at whole numbers, so the first pixel begins at -0.5.
            viewBox={`-0.5 -0.5 ${size.width} ${size.height}`}
            className="absolute inset-0 size-full overflow-hidden"
          >
            {overlay(view.scale)}
          </svg>
        </div>
      )}
      {failed && (
        <p
          role="alert"
          className="absolute inset-x-6 top-6 rounded-md bg-bad-wash px-3 py-2 text-center text-bad"
        >
          The photo could not be loaded. The boxes are still right; reload to try again.
        </p>
      )}
      <div className="absolute right-2 bottom-2 flex gap-0.5 rounded-md bg-raised/90 p-0.5">
        <Button look="ghost" size="icon" aria-label="Zoom out" onClick={() => zoom(1 / 1.4)}>
          <Minus className="size-3.5" aria-hidden />
        </Button>
        <Button look="ghost" size="icon" aria-label="Zoom in" onClick={() => zoom(1.4)}>
          <Plus className="size-3.5" aria-hidden />
        </Button>
        <Button
          look="ghost"
          size="icon"
          aria-label="Fit photo"
          disabled={!zoomed}
          onClick={() => setZoomed(null)}
        >
          <Maximize className="size-3.5" aria-hidden />
        </Button>
      </div>
      {children}
    </div>
  );
}
