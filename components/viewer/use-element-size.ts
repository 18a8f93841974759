"use client";

import type { RefObject } from "react";
import { useLayoutEffect, useState } from "react";
import type { Size } from "./photo-fit.ts";

/** The element's inner size in CSS pixels, kept current; null before the first measurement. */
export function useElementSize(
  of: RefObject<HTMLElement | null> | HTMLElement | null,
): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = of && "current" in of ? of.current : of;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return size;
}
