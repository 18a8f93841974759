"use client";

import dynamic from "next/dynamic";

const Loading = () => <div className="size-full animate-pulse-soft bg-depth" />;

/** The 3D views, fetched after the page around them: nobody has to wait for three.js to read a table. */
export const LazySceneSpace = dynamic(() => import("./scene-space.tsx"), {
  ssr: false,
  loading: Loading,
});
export const LazyFrameSpace = dynamic(() => import("./frame-space.tsx"), {
  ssr: false,
  loading: Loading,
});
