"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { ComparedRoom, ComparedSample } from "#core/release/compare-releases.ts";

const ComparedSpace = dynamic(() => import("./compared-space.tsx"), {
  ssr: false,
  loading: () => <div className="h-80 animate-pulse-soft rounded-md bg-depth" />,
});

/** Boxes that are others in two releases, shown in the room when asked for. One sample's at a time: browsers draw few. */
export function ChangeInSpace(props: {
  before: ComparedSample;
  after: ComparedSample;
  room: ComparedRoom;
  names: { a: string; b: string };
}) {
  const [open, setOpen] = useState(false);
  return (
    <details
      name="change-in-space"
      className="mt-3"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="w-fit cursor-default rounded-sm text-xs text-soft underline decoration-line-strong underline-offset-2 hover:decoration-current">
        In the room
      </summary>
      {open && (
        <div className="mt-2">
          <ComparedSpace {...props} />
        </div>
      )}
    </details>
  );
}
