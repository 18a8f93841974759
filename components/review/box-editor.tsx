"use client";

import { ArrowDownToLine, FlipHorizontal2, Scan } from "lucide-react";
import type { ReactNode } from "react";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { Button } from "#components/ui/button.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import type { CommandId } from "./commands.ts";
import type { BoxSubject } from "./edit-change.ts";
import { withCoordinate, withSide, withYaw, yawDegrees } from "./target-box.ts";
import { useKeyOf } from "./use-keys.tsx";

const axes = [
  { axis: 0, short: "x", way: "to the right" },
  { axis: 1, short: "y", way: "down" },
  { axis: 2, short: "z", way: "away" },
] as const;
const sides = [
  { axis: 0, short: "w", name: "width" },
  { axis: 1, short: "h", name: "height" },
  { axis: 2, short: "l", name: "length" },
] as const;
const subjects = [
  { subject: "target", name: "Target box" },
  { subject: "source", name: "Source box" },
] as const;

const subjectName = { target: "Target", source: "Source" };

/** Which of the two boxes the keys, handles and numbers change. */
export function SubjectSwitch({
  subject,
  hasTarget,
  onChoose,
}: {
  subject: BoxSubject;
  /** A removal has no target box, and after a change of view nothing has moved. */
  hasTarget: boolean;
  onChoose: (subject: BoxSubject) => void;
}) {
  return (
    <fieldset aria-label="Box to change" className="flex gap-0.5">
      {subjects.map(({ subject: choice, name }) => (
        <Button
          key={choice}
          look="ghost"
          size="sm"
          aria-pressed={subject === choice}
          disabled={choice === "target" && !hasTarget}
          className="font-semibold aria-pressed:bg-hover aria-pressed:text-ink"
          onClick={() => onChoose(choice)}
        >
          {name}
        </Button>
      ))}
    </fieldset>
  );
}

/** One of the edit's boxes in numbers: centre in the camera frame and heading; of the source box the sides too. */
export function BoxEditor({
  scene,
  box,
  subject,
  disabled,
  onChange,
  onCommand,
}: {
  scene: FrameScene;
  box: BoxInCamera;
  subject: BoxSubject;
  disabled: boolean;
  onChange: (box: BoxInCamera, tag: string) => void;
  onCommand: (id: CommandId) => void;
}) {
  const named = subjectName[subject];
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid grid-cols-2 gap-1.5">
        {axes.map(({ axis, short, way }) => (
          <NumberInput
            key={axis}
            label={`${named} ${short}, ${way}`}
            shownLabel={short}
            unit="m"
            decimals={3}
            value={box.center[axis]}
            disabled={disabled}
            onChange={(meters) =>
              onChange(withCoordinate(box, axis, meters), `${subject}-${short}`)
            }
          />
        ))}
        <NumberInput
          label={`${named} yaw`}
          shownLabel="yaw"
          unit="°"
          step={1}
          decimals={1}
          min={-180}
          max={180}
          value={yawDegrees(scene, box)}
          disabled={disabled}
          onChange={(degrees) => onChange(withYaw(scene, box, degrees), `${subject}-yaw`)}
        />
      </div>
      {subject === "source" && (
        <div className="grid grid-cols-3 gap-1.5">
          {sides.map(({ axis, short, name }) => (
            <NumberInput
              key={axis}
              label={`${named} ${name}`}
              shownLabel={short}
              unit="m"
              min={0.01}
              max={10}
              value={box.size[axis]}
              disabled={disabled}
              onChange={(meters) =>
                onChange(withSide(scene, box, axis, meters), `${subject}-${short}`)
              }
            />
          ))}
        </div>
      )}
      {subject === "target" && (
        <span className="figures text-2xs text-soft">
          size {box.size.map((side) => side.toFixed(2)).join(" × ")} m
        </span>
      )}
      <div className="-mx-1 flex flex-wrap gap-0.5">
        <BoxCommand id="drop" disabled={disabled} onCommand={onCommand}>
          <ArrowDownToLine className="size-3.5" aria-hidden />
          Drop
        </BoxCommand>
        <BoxCommand id="flip" disabled={disabled} onCommand={onCommand}>
          <FlipHorizontal2 className="size-3.5" aria-hidden />
          Flip
        </BoxCommand>
        {subject === "source" && (
          <BoxCommand id="fit" disabled={disabled} onCommand={onCommand}>
            <Scan className="size-3.5" aria-hidden />
            Fit points
          </BoxCommand>
        )}
      </div>
    </div>
  );
}

function BoxCommand({
  id,
  disabled,
  onCommand,
  children,
}: {
  id: CommandId;
  disabled: boolean;
  onCommand: (id: CommandId) => void;
  children: ReactNode;
}) {
  const keyOf = useKeyOf();
  return (
    <Button
      look="ghost"
      size="sm"
      className="px-1.5"
      disabled={disabled}
      onClick={() => onCommand(id)}
      keys={keyOf(id)}
      aria-keyshortcuts={keyOf(id)}
    >
      {children}
    </Button>
  );
}
