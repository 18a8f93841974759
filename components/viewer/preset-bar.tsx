"use client";

import { Button } from "#components/ui/button.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { CameraPreset } from "./camera-preset.ts";
import { useViewer } from "./viewer-store.ts";

const names: Record<CameraPreset, string> = {
  top: "Top",
  side: "Side",
  front: "Front",
  photo: "Photo",
  free: "Oblique",
};

/** Buttons that send the 3D camera to its places, with the key of each where it has one. */
export function PresetBar({
  presets,
  keys = {},
}: {
  presets: readonly CameraPreset[];
  keys?: Partial<Record<CameraPreset, string>>;
}) {
  const current = useViewer((state) => state.preset);
  const goTo = useViewer((state) => state.goTo);
  return (
    <fieldset
      aria-label="3D camera"
      className="absolute top-2 left-2 flex gap-0.5 rounded-md bg-raised/90 p-0.5"
    >
      {presets.map((preset) => (
        <Tooltip key={preset} text={`${names[preset]} camera`} keys={keys[preset]} side="bottom">
          <Button
            look="ghost"
            size="sm"
            aria-pressed={current === preset}
            aria-keyshortcuts={keys[preset]}
            keys={keys[preset]}
            className="aria-pressed:bg-hover aria-pressed:text-ink"
            onClick={() => goTo(preset)}
          >
            {names[preset]}
          </Button>
        </Tooltip>
      ))}
    </fieldset>
  );
}
