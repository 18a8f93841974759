import { intersectPolygons, polygonArea } from "#core/geometry/convex-polygon.ts";
import { oncePer } from "#core/once-per.ts";
import type { ObjectFacts, Placement, SceneFacts } from "./scene-facts.ts";
import { boundsOverlap } from "./scene-facts.ts";

/** Something that a box stands on, and the share of its footprint that it carries, 0 to 1. */
export type Carrier = {
  /** Null for the floor. */
  readonly object: ObjectFacts | null;
  readonly heightMeters: number;
  readonly share: number;
};

/** How a box stands: what is under it, how far away, and how much of it is carried. */
export type Rest = {
  /** What it stands on; when it floats, what it floats above. Largest share first. */
  readonly carriers: readonly Carrier[];
  /** From the carriers up to its lowest point, metres: above 0 it floats, below 0 it sinks in. */
  readonly gapMeters: number;
  /** Share of its footprint that the carriers hold, 0 to 1. */
  readonly share: number;
};

/** What counts as standing: how far a box may float or sink, and which share of it must be carried. */
export type RestTolerance = { readonly gapMaxMeters: number; readonly shareMin: number };

/** Tolerances that fit boxes annotated to a few centimetres. */
export const restTolerance: RestTolerance = { gapMaxMeters: 0.06, shareMin: 0.5 };

const leastShare = 0.02;

/** Whether a box stands on something, within the tolerance. */
export function isAtRest(rest: Rest, tolerance = restTolerance): boolean {
  return Math.abs(rest.gapMeters) <= tolerance.gapMaxMeters && rest.share >= tolerance.shareMin;
}

/**
 * How a box stands among the objects of the photo, itself (`selfId`) left out. Things are carried by the
 * floor, by the tops of boxes below them, and by the SEATS given: heights inside a box where something is
 * known to rest, such as the seat of a sofa or the board of a shelf.
 */
export function restOf(
  facts: SceneFacts,
  placement: Placement,
  selfId: string,
  seats: ReadonlyMap<string, number> = noSeats,
  tolerance = restTolerance,
): Rest {
  const surfaces: Carrier[] = [{ object: null, heightMeters: 0, share: 1 }];
  for (const object of facts.objects) {
    if (object.object.id === selfId) continue;
    const seat = seats.get(object.object.id);
    const heightMeters = seat ?? object.topMeters;
    if (heightMeters > placement.bottomMeters + tolerance.gapMaxMeters) continue;
    const share = carriedShare(placement, object);
    if (share >= leastShare) surfaces.push({ object, heightMeters, share });
  }
  const reachable = surfaces.filter(
    ({ heightMeters }) => heightMeters <= placement.bottomMeters + tolerance.gapMaxMeters,
  );
  const highest = reachable.reduce((top, { heightMeters }) => Math.max(top, heightMeters), 0);
  const carriers = surfaces
    .filter(({ heightMeters }) => highest - heightMeters <= tolerance.gapMaxMeters)
    .toSorted((a, b) => b.share - a.share);
  return {
    carriers,
    gapMeters: placement.bottomMeters - highest,
    share: Math.min(
      1,
      carriers.reduce((sum, { share }) => sum + share, 0),
    ),
  };
}

/** How an object of the photo stands before any edit, and at which seats inside other boxes it may rest. */
export type OwnRest = Rest & { readonly seats: ReadonlyMap<string, number> };

const noSeats: ReadonlyMap<string, number> = new Map();

/**
 * How the objects of the photo stand, by id. A thing that stands on no top but lies inside the footprint
 * and between bottom and top of another box rests IN it: a backpack on a sofa, whose box reaches up to the
 * backrest. That height is then a seat of that box. Worked out once per photo.
 */
export const objectRests = oncePer(
  (facts: SceneFacts): ReadonlyMap<string, OwnRest> =>
    new Map(facts.objects.map((object) => [object.object.id, ownRest(facts, object)])),
);

function ownRest(facts: SceneFacts, object: ObjectFacts): OwnRest {
  const standing = restOf(facts, object, object.object.id);
  if (isAtRest(standing)) return { ...standing, seats: noSeats };
  const seats = new Map<string, number>();
  for (const other of facts.objects) {
    const inside =
      other !== object &&
      other.bottomMeters < object.bottomMeters &&
      other.topMeters > object.bottomMeters &&
      carriedShare(object, other) >= restTolerance.shareMin;
    if (inside) seats.set(other.object.id, object.bottomMeters);
  }
  return { ...restOf(facts, object, object.object.id, seats), seats };
}

/** The objects that stand on or in the given one before any edit. */
export function ridersOf(facts: SceneFacts, id: string): readonly ObjectFacts[] {
  return ridersByCarrier(facts).get(id) ?? [];
}

const ridersByCarrier = oncePer((facts: SceneFacts) => {
  const rests = objectRests(facts);
  return Map.groupBy(facts.objects, ({ object }) => {
    const rest = rests.get(object.id);
    return rest && isAtRest(rest) ? rest.carriers[0]?.object?.object.id : undefined;
  });
});

/** Share of the upper thing's footprint above the lower thing's; none of a thing without a footprint. */
function carriedShare(upper: Placement, lower: Placement): number {
  if (!boundsOverlap(upper.bounds, lower.bounds)) return 0;
  if (upper.footprintSquareMeters <= 0) return 0;
  return (
    polygonArea(intersectPolygons(upper.footprint, lower.footprint)) / upper.footprintSquareMeters
  );
}
