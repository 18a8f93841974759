"use client";

import dynamic from "next/dynamic";

const Loading = () => <div className="size-full animate-pulse-soft bg-depth" />;

/** The 3D view, fetched after the page around them: nobody has to wait for three.js to read a table. */
export const LazySceneSpace = dynamic(() => import("./scene-space.tsx"), {
  ssr: false,
  loading: Loading,
});
