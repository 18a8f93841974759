import * as z from "zod";
import { distanceToBox } from "#core/geometry/oriented-box.ts";
import type { Pixel } from "#core/geometry/projection.ts";
import { dot, length } from "#core/geometry/vector.ts";
import { oncePer } from "#core/once-per.ts";
import { isAtRest, objectRests } from "#core/scene/rest.ts";
import type { ObjectFacts, SceneFacts } from "#core/scene/scene-facts.ts";
import { heightAboveFloor } from "#core/scene/scene-facts.ts";
import type { Extreme, Qualifier } from "./qualifier.ts";
import { nounPhrase } from "./qualifier.ts";

/** By how much words must single out their object. */
export const ReferenceMargins = z.object({
  /** Lead over the next candidate in space, metres. */
  marginMeters: z.number().min(0).default(0.15),
  /** Lead over the next candidate in the picture, pixels of the 896 frame. */
  marginPixels: z.number().min(0).default(20),
});
export type ReferenceMargins = z.infer<typeof ReferenceMargins>;

/** Whether words pick out exactly the object meant. */
export type ReferenceJudgement = {
  readonly unique: boolean;
  /** Lead over the closest rival, metres; negative when the rival is the one described; null where nothing is measured. */
  readonly marginMeters: number | null;
  /** The same in the picture, pixels of the 896 frame. */
  readonly marginPixels: number | null;
  /** Why the words are not unique; a sentence that reads on after the quoted words. Empty when they are. */
  readonly reason: string;
  readonly rivalIds: readonly string[];
};

/** What is referred to: an object of the photo under the label that the words give it. */
export type Referent = { readonly id: string; readonly label: string };

/**
 * Holds a referring expression against everything in the photo. Rivals are all objects with any part in the
 * picture whose label is the same or a longer name of the same thing ("table" also fits a dining table),
 * however little of them is seen: words that hold among all hold among the visible ones too.
 */
export function judgeReference(
  facts: SceneFacts,
  referent: Referent,
  qualifier: Qualifier | null,
  margins: ReferenceMargins,
): ReferenceJudgement {
  const target = facts.byId.get(referent.id);
  if (!target) return refusal("means an object that is not in the photo");
  const rivals = objectsNamed(facts, referent.label).filter((other) => other !== target);
  if (!qualifier)
    return rivals.length === 0
      ? plainlyUnique
      : refusal(`fits ${rivals.length + 1} objects of the photo`, rivals);
  switch (qualifier.kind) {
    case "extreme":
      return judgeLead(leads(target, rivals, extremeMeasure(facts, qualifier.which)), margins);
    case "on":
    case "nearest-to": {
      const anchors = objectsNamed(facts, qualifier.anchor).filter((other) => other !== target);
      const [anchor] = anchors;
      if (!anchor) return refusal(`names a ${qualifier.anchor}, which the photo does not show`);
      if (anchors.length > 1)
        return refusal(`does not say which ${qualifier.anchor} of ${anchors.length}`, anchors);
      if (qualifier.kind === "on") return judgeOn(facts, target, rivals, anchor);
      return judgeLead(leads(target, rivals, nearnessMeasure(anchor)), margins);
    }
  }
}

/** The objects with a part in the picture that a reader may take for a thing of this name. */
export function objectsNamed(facts: SceneFacts, label: string): readonly ObjectFacts[] {
  return objectsByName(facts).get(label) ?? [];
}

/** The objects in the picture by each of the names that fit them: the label and what it ends in, word by word. */
const objectsByName = oncePer((facts: SceneFacts): ReadonlyMap<string, ObjectFacts[]> => {
  const byName = new Map<string, ObjectFacts[]>();
  for (const one of facts.objects) {
    if (one.object.inImageFraction <= 0) continue;
    for (let name = one.object.label; ; name = name.slice(name.indexOf(" ") + 1)) {
      const named = byName.get(name);
      if (named) named.push(one);
      else byName.set(name, [one]);
      if (!name.includes(" ")) break;
    }
  }
  return byName;
});

const plainlyUnique: ReferenceJudgement = {
  unique: true,
  marginMeters: null,
  marginPixels: null,
  reason: "",
  rivalIds: [],
};

function refusal(reason: string, rivals: readonly ObjectFacts[] = []): ReferenceJudgement {
  return { ...plainlyUnique, unique: false, reason, rivalIds: idsOf(rivals) };
}

function judgeOn(
  facts: SceneFacts,
  target: ObjectFacts,
  rivals: readonly ObjectFacts[],
  anchor: ObjectFacts,
): ReferenceJudgement {
  const rests = objectRests(facts);
  const isOn = ({ object }: ObjectFacts) => {
    const rest = rests.get(object.id);
    return (
      rest !== undefined &&
      isAtRest(rest) &&
      rest.carriers.some((carrier) => carrier.object === anchor)
    );
  };
  if (!isOn(target)) return refusal(`is wrong: it is not on the ${anchor.object.label}`, [anchor]);
  const others = rivals.filter(isOn);
  return others.length === 0
    ? plainlyUnique
    : refusal(`fits ${others.length + 1} objects of the photo`, others);
}

/** How far a rival is behind the target. What cannot be measured, because a centre is behind the camera, is no lead. */
type Lead = { readonly rival: ObjectFacts; readonly meters: number; readonly pixels: number };

/** A measure of which less is more: metres, and the picture axis and sign that go with them, if any. */
type Measure = {
  readonly meters: (one: ObjectFacts) => number;
  readonly pixelAxis?: 0 | 1;
  readonly sign?: 1 | -1;
};

function leads(target: ObjectFacts, rivals: readonly ObjectFacts[], measure: Measure): Lead[] {
  const own = measure.meters(target);
  return rivals.map((rival) => ({
    rival,
    meters: measure.meters(rival) - own,
    pixels: pixelLead(target.center896, rival.center896, measure),
  }));
}

function pixelLead(own: Pixel | null, other: Pixel | null, { pixelAxis, sign = 1 }: Measure) {
  if (!own || !other) return Number.NEGATIVE_INFINITY;
  return pixelAxis === undefined
    ? Math.hypot(other[0] - own[0], other[1] - own[1])
    : sign * (other[pixelAxis] - own[pixelAxis]);
}

function judgeLead(all: readonly Lead[], margins: ReferenceMargins): ReferenceJudgement {
  if (all.length === 0) return plainlyUnique;
  const marginMeters = Math.min(...all.map((lead) => lead.meters));
  const marginPixels = Math.min(...all.map((lead) => lead.pixels));
  const close = all.filter(
    (lead) => lead.meters < margins.marginMeters || lead.pixels < margins.marginPixels,
  );
  return {
    unique: close.length === 0,
    marginMeters,
    marginPixels: Number.isFinite(marginPixels) ? marginPixels : null,
    reason:
      close.length === 0
        ? ""
        : `leads the next candidate by ${leadText(marginMeters, marginPixels)} only`,
    rivalIds: idsOf(close.map((lead) => lead.rival)),
  };
}

function leadText(meters: number, pixels: number): string {
  const inPicture = Number.isFinite(pixels) ? ` and ${Math.round(pixels)} px` : "";
  return `${meters.toFixed(2)} m${inPicture}`;
}

function extremeMeasure(facts: SceneFacts, which: Extreme): Measure {
  const { right } = facts.directions;
  const sideways = (sign: 1 | -1): Measure => ({
    meters: ({ box }) => sign * dot(right, box.center),
    pixelAxis: 0,
    sign,
  });
  const away = (sign: 1 | -1): Measure => ({ meters: ({ box }) => sign * length(box.center) });
  const downward = (sign: 1 | -1): Measure => ({
    meters: ({ box }) => -sign * heightAboveFloor(facts, box.center),
    pixelAxis: 1,
    sign,
  });
  switch (which) {
    case "leftmost":
      return sideways(1);
    case "rightmost":
      return sideways(-1);
    case "nearest":
      return away(1);
    case "farthest":
      return away(-1);
    case "highest":
      return downward(1);
    case "lowest":
      return downward(-1);
  }
}

function nearnessMeasure(anchor: ObjectFacts): Measure {
  return { meters: ({ box }) => distanceToBox(anchor.box, box.center) };
}

function idsOf(objects: readonly ObjectFacts[]): string[] {
  return objects.map(({ object }) => object.id);
}

/** The judgement as a sentence, for findings: the words in quotes and what is right or wrong with them. */
export function describeJudgement(
  label: string,
  qualifier: Qualifier | null,
  { unique, reason }: ReferenceJudgement,
): string {
  const words = `“${nounPhrase(label, qualifier)}”`;
  return unique ? `${words} can mean only this object` : `${words} ${reason}`;
}
