"use client";

import type { MoveOperation, Operation, ViewOperation } from "#core/operation/operation.ts";
import {
  MoveDirection,
  MoveFrame,
  PlaceRelation,
  TopPosition,
  TurnSense,
} from "#core/operation/operation.ts";
import { defaultGapMeters } from "#core/operation/place-box.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
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
const frameText: Record<MoveFrame, string> = {
  camera: "as the viewer sees it",
  object: "along its own edges",
  reference: "along the edges of",
};
const relationText: Record<PlaceRelation, string> = {
  "left-of": "to the left of",
  "right-of": "to the right of",
  "in-front-of": "in front of",
  behind: "behind",
  "on-top-of": "on top of",
  "next-to": "next to",
};
const positionText: Record<TopPosition, string> = {
  center: "in the middle of",
  nearest: "at the near edge of",
  farthest: "at the far edge of",
  leftmost: "at the left edge of",
  rightmost: "at the right edge of",
};

function choicesOf<V extends string>(options: readonly V[], text: Record<V, string>) {
  return options.map((value) => ({ value, label: text[value] }));
}

const directions = choicesOf(MoveDirection.options, directionText);
const frames = choicesOf(MoveFrame.options, frameText);
const relations = choicesOf(PlaceRelation.options, relationText);
const positions = choicesOf(TopPosition.options, positionText);
const senses = TurnSense.options.map((value) => ({ value, label: value }));

const row = "grid grid-cols-[1fr_6.5rem] gap-1.5";
const pair = "grid grid-cols-2 gap-1.5";

type Props = {
  scene: FrameScene;
  targetId: string;
  operation: Operation;
  disabled: boolean;
  /** `tag` names the field, so that typing in it is one step. */
  onChange: (operation: Operation, tag: string | null) => void;
};

/** What is done to the object, in its own terms. */
export function OperationEditor(props: Props) {
  const { operation, disabled, onChange } = props;
  switch (operation.kind) {
    case "remove":
      return (
        <p className="text-xs text-soft">The object is taken away. There is nothing to set.</p>
      );
    case "move":
      return <MoveEditor {...props} operation={operation} />;
    case "place":
      return (
        <div className="grid gap-1.5">
          <div className={pair}>
            <Select
              label="Place"
              choices={relations}
              value={operation.relation}
              disabled={disabled}
              onChange={(relation) => onChange({ ...operation, relation }, null)}
            />
            <ReferenceSelect
              {...props}
              value={operation.referenceId}
              onPick={(referenceId) => onChange({ ...operation, referenceId }, null)}
            />
          </div>
          <NumberInput
            label="Gap"
            unit="m"
            min={0}
            max={5}
            step={0.05}
            value={operation.gapMeters ?? defaultGapMeters(operation.relation)}
            disabled={disabled}
            onChange={(gapMeters) => onChange({ ...operation, gapMeters }, "gap")}
          />
        </div>
      );
    case "place-on-receptacle":
      return (
        <div className={pair}>
          <Select
            label="Position"
            choices={positions}
            value={operation.position}
            disabled={disabled}
            onChange={(position) => onChange({ ...operation, position }, null)}
          />
          <ReferenceSelect
            {...props}
            value={operation.referenceId}
            onPick={(referenceId) => onChange({ ...operation, referenceId }, null)}
          />
        </div>
      );
    case "scale":
      return (
        <NumberInput
          label="Factor"
          unit="×"
          min={0.1}
          max={10}
          step={0.05}
          value={operation.factor}
          disabled={disabled}
          onChange={(factor) => onChange({ ...operation, factor }, "factor")}
        />
      );
    case "view":
      return <ViewEditor operation={operation} disabled={disabled} onChange={onChange} />;
    case "rotate":
      return (
        <div className={row}>
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
}

function MoveEditor(props: Props & { operation: MoveOperation }) {
  const { scene, targetId, operation, disabled, onChange } = props;
  const { kind, direction, distanceMeters, frame = "camera", referenceId } = operation;
  const firstOther = scene.objects.find(({ id }) => id !== targetId)?.id;
  const withFrame = (next: MoveFrame): Operation => {
    const move = { kind, direction, distanceMeters };
    if (next === "object") return { ...move, frame: next };
    const along = referenceId ?? firstOther;
    return next === "camera" || along === undefined
      ? move
      : { ...move, frame: next, referenceId: along };
  };
  return (
    <div className="grid gap-1.5">
      <div className={row}>
        <Select
          label="Direction"
          choices={directions}
          value={direction}
          disabled={disabled}
          onChange={(next) => onChange({ ...operation, direction: next }, null)}
        />
        <NumberInput
          label="Distance"
          unit="m"
          min={0.01}
          max={5}
          step={0.05}
          value={distanceMeters}
          disabled={disabled}
          onChange={(meters) => onChange({ ...operation, distanceMeters: meters }, "distance")}
        />
      </div>
      <div className={referenceId === undefined ? "grid" : pair}>
        <Select
          label="Along"
          choices={frames}
          value={frame}
          disabled={disabled}
          onChange={(next) => onChange(withFrame(next), null)}
        />
        {referenceId !== undefined && (
          <ReferenceSelect
            {...props}
            value={referenceId}
            onPick={(id) => onChange({ ...operation, referenceId: id }, null)}
          />
        )}
      </div>
    </div>
  );
}

function ReferenceSelect({
  scene,
  targetId,
  disabled,
  value,
  onPick,
}: Pick<Props, "scene" | "targetId" | "disabled"> & {
  value: string;
  onPick: (id: string) => void;
}) {
  const others = scene.objects
    .filter(({ id }) => id !== targetId)
    .map(({ id, label }) => ({ value: id, label: `${label} (${id})` }));
  return (
    <Select
      label="Other object"
      choices={others}
      value={value}
      disabled={disabled}
      onChange={onPick}
    />
  );
}

const viewFields = [
  { amount: "dollyMeters", label: "Forward", unit: "m", limit: 5, step: 0.05 },
  { amount: "truckMeters", label: "To the right", unit: "m", limit: 5, step: 0.05 },
  { amount: "yawDegrees", label: "Turn right", unit: "°", limit: 180, step: 5 },
  { amount: "pitchDegrees", label: "Tilt up", unit: "°", limit: 80, step: 5 },
] as const;

function ViewEditor({
  operation,
  disabled,
  onChange,
}: Pick<Props, "disabled" | "onChange"> & { operation: ViewOperation }) {
  return (
    <div className={pair}>
      {viewFields.map(({ amount, label, unit, limit, step }) => (
        <NumberInput
          key={amount}
          label={label}
          shownLabel={label}
          unit={unit}
          min={-limit}
          max={limit}
          step={step}
          value={operation[amount]}
          disabled={disabled}
          onChange={(value) => onChange({ ...operation, [amount]: value }, amount)}
        />
      ))}
    </div>
  );
}
