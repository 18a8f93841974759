"use client";

import type { Operation } from "#core/operation/operation.ts";
import { MoveDirection, TurnSense } from "#core/operation/operation.ts";
import { NumberInput } from "#components/ui/number-input.tsx";
import { Select } from "#components/ui/select.tsx";

const directionText: Record<MoveDirection, string> = {
  left: "to the left",
  right: "to the right",
  front: "toward the viewer",
  behind: "away from the viewer",
  above: "up",
  below: "down",
};

const directions = MoveDirection.options.map((value) => ({ value, label: directionText[value] }));
const senses = TurnSense.options.map((value) => ({ value, label: value }));

/** What is done to the object, in its own terms. */
export function OperationEditor({
  operation,
  disabled,
  onChange,
}: {
  operation: Operation;
  disabled: boolean;
  /** `tag` names the field, so that typing in it is one step. */
  onChange: (operation: Operation, tag: string | null) => void;
}) {
  if (operation.kind === "remove")
    return <p className="text-xs text-soft">The object is taken away. There is nothing to set.</p>;
  if (operation.kind === "move")
    return (
      <div className="grid grid-cols-[1fr_6.5rem] gap-1.5">
        <Select
          label="Direction"
          choices={directions}
          value={operation.direction}
          disabled={disabled}
          onChange={(direction) => onChange({ ...operation, direction }, null)}
        />
        <NumberInput
          label="Distance"
          unit="m"
          min={0.01}
          max={5}
          step={0.05}
          value={operation.distanceMeters}
          disabled={disabled}
          onChange={(distanceMeters) => onChange({ ...operation, distanceMeters }, "distance")}
        />
      </div>
    );
  return (
    <div className="grid grid-cols-[1fr_6.5rem] gap-1.5">
      <Select
        label="Sense of turning"
        choices={senses}
        value={operation.sense}
        disabled={disabled}
        onChange={(sense) => onChange({ ...operation, sense }, null)}
      />
      <NumberInput
        label="Angle"
        unit="°"
        min={1}
        max={180}
        step={5}
        decimals={0}
        value={operation.angleDegrees}
        disabled={disabled}
        onChange={(angleDegrees) => onChange({ ...operation, angleDegrees }, "angle")}
      />
    </div>
  );
}
