"use client";

import type { RefObject } from "react";
import { useLayoutEffect, useState } from "react";
import type { Size } from "./photo-fit.ts";

/** The element's inner size in CSS pixels, kept current; null before the first measurement. */
export function useElementSize(ref: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
