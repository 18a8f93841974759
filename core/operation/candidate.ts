import { boxVolume } from "#core/geometry/oriented-box.ts";
import { ReferenceMargins } from "#core/instruction/judge-reference.ts";
import { isPlainName, referringExpressions } from "#core/instruction/referring-expression.ts";
import { oncePer } from "#core/once-per.ts";
import { isReceptacleLabel, isStructuralLabel } from "#core/scene/label.ts";
import type { ObjectFacts, SceneFacts } from "#core/scene/scene-facts.ts";
import { edgeTurnRadians } from "./edge-directions.ts";
import type { MoveFrame, MoveOperation, Operation, ViewOperation } from "./operation.ts";
import { MoveDirection, PlaceRelation, TopPosition, TurnSense } from "./operation.ts";
import { defaultGapMeters } from "./place-box.ts";
import type { ProposeOptions } from "./propose-options.ts";

/** An operation with what it should be evenly spread over: its way (direction, sense or place) and its amount. */
export type Choice = {
  readonly operation: Operation;
  readonly way: string;
  readonly amount: string;
};

/** Every operation of one kind on one object of a photo that the options allow. */
export function choicesOf(
  facts: SceneFacts,
  target: ObjectFacts,
  kind: Operation["kind"],
  options: ProposeOptions,
): Choice[] {
  switch (kind) {
    case "move":
      return framesOf(facts, target, options.moveFrames).flatMap((along) =>
        MoveDirection.options.flatMap((direction) =>
          options.distancesMeters.map((distanceMeters) => ({
            operation: { kind, direction, distanceMeters, ...along },
            way: along.frame ? `${along.frame} ${direction}` : direction,
            amount: String(distanceMeters),
          })),
        ),
      );
    case "place":
      return PlaceRelation.options.flatMap((relation) =>
        besides(facts, target, relation).flatMap(({ object }) =>
          gapsOf(relation, options).map((gapMeters) => {
            const place = { kind, relation, referenceId: object.id } as const;
            return {
              operation: gapMeters === defaultGapMeters(relation) ? place : { ...place, gapMeters },
              way: relation,
              amount: String(gapMeters),
            };
          }),
        ),
      );
    case "place-on-receptacle":
      return receptacles(facts, target).flatMap(({ object }) =>
        TopPosition.options.map((position) => ({
          operation: { kind, position, referenceId: object.id },
          way: position,
          amount: "",
        })),
      );
    case "rotate":
      return TurnSense.options.flatMap((sense) =>
        options.anglesDegrees.map((angleDegrees) => ({
          operation: { kind, sense, angleDegrees },
          way: sense,
          amount: String(angleDegrees),
        })),
      );
    case "scale":
      return options.factors.map((factor) => ({
        operation: { kind, factor },
        way: factor > 1 ? "larger" : "smaller",
        amount: String(factor),
      }));
    case "view":
      return viewChoices(options);
    case "remove":
      return [{ operation: { kind }, way: "", amount: "" }];
  }
}

const margins = ReferenceMargins.parse({});

/** The frames asked for in which "left" is not the viewer's own, nor so slanted that it could as well be "behind". */
function framesOf(
  facts: SceneFacts,
  target: ObjectFacts,
  frames: readonly MoveFrame[],
): Pick<MoveOperation, "frame" | "referenceId">[] {
  const isSlanted = ({ box }: ObjectFacts) => {
    const turn = Math.abs(edgeTurnRadians(facts.directions, box));
    return turn > slantMinRadians && turn < slantMaxRadians;
  };
  return frames.flatMap((frame): Pick<MoveOperation, "frame" | "referenceId">[] => {
    switch (frame) {
      case "camera":
        return [{}];
      case "object":
        return isSlanted(target) ? [{ frame }] : [];
      case "reference":
        return landmarksOf(facts, target)
          .filter((other) => isSlanted(other))
          .map(({ object }) => ({ frame, referenceId: object.id }));
    }
  });
}

const slantMinRadians = 0.15;
const slantMaxRadians = 0.6;

/** Things of which the words can say "next to it", near enough for the move to be one within the photo. */
function besides(facts: SceneFacts, target: ObjectFacts, relation: PlaceRelation): ObjectFacts[] {
  return relation === "on-top-of" ? receptacles(facts, target) : landmarksOf(facts, target);
}

function receptacles(facts: SceneFacts, target: ObjectFacts): ObjectFacts[] {
  return landmarksOf(facts, target).filter(
    (other) =>
      isReceptacleLabel(other.object.label) &&
      other.footprintSquareMeters > target.footprintSquareMeters,
  );
}

/** Well visible things that a short name singles out. Largest first; the largest show best what is meant. */
function landmarksOf(facts: SceneFacts, target: ObjectFacts): ObjectFacts[] {
  return landmarks(facts)
    .filter((other) => other !== target)
    .slice(0, landmarksMax);
}

const landmarks = oncePer((facts: SceneFacts) =>
  facts.objects
    .filter((one) => isLandmark(facts, one))
    .toSorted((a, b) => boxVolume(b.box) - boxVolume(a.box)),
);

const landmarksMax = 8;
const landmarkInImageMin = 0.5;
const landmarkVisibleMin = 0.1;

function isLandmark(facts: SceneFacts, { object }: ObjectFacts): boolean {
  const { label, inImageFraction, visibleFraction } = object;
  if (inImageFraction < landmarkInImageMin || (visibleFraction ?? 1) < landmarkVisibleMin)
    return false;
  if (isStructuralLabel(label) || label.includes("camera")) return false;
  return referringExpressions(facts, object, margins).some(({ qualifier }) =>
    isPlainName(qualifier),
  );
}

function gapsOf(relation: PlaceRelation, { gapsMeters }: ProposeOptions): readonly number[] {
  return relation === "on-top-of" ? [0] : gapsMeters;
}

function viewChoices(options: ProposeOptions): Choice[] {
  const still: ViewOperation = {
    kind: "view",
    dollyMeters: 0,
    truckMeters: 0,
    yawDegrees: 0,
    pitchDegrees: 0,
  };
  const ways = [
    ["dollyMeters", options.viewDistancesMeters],
    ["truckMeters", options.viewDistancesMeters],
    ["yawDegrees", options.viewAnglesDegrees],
    ["pitchDegrees", options.viewAnglesDegrees],
  ] as const;
  return ways.flatMap(([amount, sizes]) =>
    sizes.flatMap((size) =>
      [size, -size].map((value) => ({
        operation: { ...still, [amount]: value },
        way: `${amount} ${value < 0 ? "-" : "+"}`,
        amount: `${amount} ${size}`,
      })),
    ),
  );
}
