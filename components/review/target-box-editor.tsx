"use client";

import { ArrowDownToLine } from "lucide-react";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { Button } from "#components/ui/button.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import { withCoordinate, withYaw, yawDegrees } from "./target-box.ts";
import { useKeyOf } from "./use-keys.tsx";

const axes = [
  { axis: 0, short: "x", label: "Target x, to the right" },
  { axis: 1, short: "y", label: "Target y, down" },
  { axis: 2, short: "z", label: "Target z, away" },
] as const;

/** The target box in numbers: centre in the camera frame and heading. */
export function TargetBoxEditor({
  scene,
  box,
  disabled,
  onChange,
  onDrop,
}: {
  scene: FrameScene;
  box: BoxInCamera;
  disabled: boolean;
  onChange: (box: BoxInCamera, tag: string) => void;
  onDrop: () => void;
}) {
  const keyOf = useKeyOf();
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid grid-cols-2 gap-1.5">
        {axes.map(({ axis, short, label }) => (
          <NumberInput
            key={axis}
            label={label}
            shownLabel={short}
            unit="m"
            decimals={3}
            value={box.center[axis]}
            disabled={disabled}
            onChange={(meters) => onChange(withCoordinate(box, axis, meters), `target-${short}`)}
          />
        ))}
        <NumberInput
          label="Target yaw"
          shownLabel="yaw"
          unit="°"
          step={1}
          decimals={1}
          min={-180}
          max={180}
          value={yawDegrees(scene, box)}
          disabled={disabled}
          onChange={(degrees) => onChange(withYaw(scene, box, degrees), "target-yaw")}
        />
      </div>
      <div className="flex items-center justify-between">
        <span className="figures text-2xs text-soft">
          size {box.size.map((side) => side.toFixed(2)).join(" × ")} m
        </span>
        <Button
          look="ghost"
          size="sm"
          disabled={disabled}
          onClick={onDrop}
          keys={keyOf("drop")}
          aria-keyshortcuts={keyOf("drop")}
        >
          <ArrowDownToLine className="size-3.5" aria-hidden />
          Drop
        </Button>
      </div>
    </div>
  );
}
