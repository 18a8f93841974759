"use client";

import dynamic from "next/dynamic";

/** The 3D view, fetched after the page around it: nobody has to wait for three.js to read a table. */
export const LazyFrameSpace = dynamic(() => import("./frame-space.tsx"), {
  ssr: false,
  loading: () => <div className="size-full animate-pulse-soft bg-depth" />,
});
