import { degreesFromRadians } from "#core/geometry/angle.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { angleBetween, quaternionFromMatrix } from "#core/geometry/quaternion.ts";
import { distance } from "#core/geometry/vector.ts";
import { describeOperation } from "#core/operation/describe-operation.ts";
import type { Operation } from "#core/operation/operation.ts";
import type { ReleasedReview } from "./manifest.ts";
import type { PublishedEdit } from "./published-edit.ts";
import type { ReleasedBox } from "./released-box.ts";

type FromTo<What extends string, Value> = {
  readonly what: What;
  readonly from: Value;
  readonly to: Value;
};

/** What a sample says differently in two releases. */
export type SampleChange =
  | FromTo<"words" | "label" | "file name", string>
  | FromTo<"operation", Operation>
  | BoxChange
  /** The object that the edit refers to; null where it names none. */
  | FromTo<"reference", PublishedEdit["reference"] | null>
  /** Pixels of the 896 frame. */
  | FromTo<"camera", Matrix3>
  /** SHA-256 of the photo's bytes; null where the manifest does not list the photo. */
  | FromTo<"photo", string | null>
  | FromTo<"reviews", readonly ReleasedReview[]>;

/** A box that is another one; null where the object is removed. */
export type BoxChange = FromTo<"box before" | "box after", ReleasedBox | null> & {
  /** By how much; null where one of the boxes is not there. */
  readonly amount: {
    /** Distance of the centres. */
    readonly movedMeters: number;
    /** Angle between the rotations, 0 to 180. */
    readonly turnedDegrees: number;
    /** Largest change of a side. */
    readonly resizedMeters: number;
  } | null;
};

/** The change from one box to another. */
export function boxChange(
  what: BoxChange["what"],
  from: ReleasedBox | null,
  to: ReleasedBox | null,
): BoxChange {
  if (!from || !to) return { what, from, to, amount: null };
  const turn = angleBetween(quaternionFromMatrix(from.rotation), quaternionFromMatrix(to.rotation));
  const sides = from.size.map((side, axis) => Math.abs(side - (to.size[axis] ?? side)));
  return {
    what,
    from,
    to,
    amount: {
      movedMeters: distance(from.center, to.center),
      turnedDegrees: degreesFromRadians(turn),
      resizedMeters: Math.max(...sides),
    },
  };
}

/** Both sides of a change as texts for people. Of a box, the second says by how much it is another one. */
export function changeTexts(change: SampleChange): { readonly from: string; readonly to: string } {
  switch (change.what) {
    case "words":
    case "label":
    case "file name":
      return { from: change.from, to: change.to };
    case "operation":
      return { from: describeOperation(change.from), to: describeOperation(change.to) };
    case "box before":
    case "box after": {
      const { from, to, amount } = change;
      const how = amount ? ` (${amountText(amount)})` : "";
      return { from: boxText(from), to: `${boxText(to)}${how}` };
    }
    case "reference":
      return { from: referenceText(change.from), to: referenceText(change.to) };
    case "camera":
      return { from: cameraText(change.from), to: cameraText(change.to) };
    case "photo":
      return { from: hashText(change.from), to: hashText(change.to) };
    case "reviews":
      return { from: reviewsText(change.from), to: reviewsText(change.to) };
  }
}

function boxText(box: ReleasedBox | null): string {
  if (!box) return "none";
  const [size, center] = [box.size, box.center].map((three) =>
    three.map((value) => value.toFixed(3)),
  );
  return `${size?.join(" x ")} m at ${center?.join(", ")} m`;
}

function amountText(amount: NonNullable<BoxChange["amount"]>): string {
  const { movedMeters, turnedDegrees, resizedMeters } = amount;
  const said = [
    movedMeters >= 5e-4 && `moved ${movedMeters.toFixed(3)} m`,
    turnedDegrees >= 0.05 && `turned ${turnedDegrees.toFixed(1)}°`,
    resizedMeters >= 5e-4 && `a side changed by ${resizedMeters.toFixed(3)} m`,
  ].filter((part) => part !== false);
  return said.length > 0 ? said.join(", ") : "by less than 1 mm and 0.1°";
}

function referenceText(reference: PublishedEdit["reference"] | null): string {
  if (!reference) return "none";
  const { label, bbox_3d: box } = reference;
  const name = typeof label === "string" ? label : "an object without a label";
  if (!Array.isArray(box)) return name;
  return `${name} at ${box
    .slice(0, 3)
    .map((value) => Number(value).toFixed(3))
    .join(", ")} m`;
}

function cameraText([[fx, , cx], [, fy, cy]]: Matrix3): string {
  const [a, b, c, d] = [fx, fy, cx, cy].map((value) => value.toFixed(2));
  return `focal lengths ${a}, ${b} and centre ${c}, ${d} pixels`;
}

function hashText(hash: string | null): string {
  return hash === null ? "not listed" : `SHA-256 ${hash.slice(0, 12)}`;
}

function reviewsText(reviews: readonly ReleasedReview[]): string {
  if (reviews.length === 0) return "nobody";
  return reviews
    .map(({ reviewer, kind, revision }) => `${kind} of revision ${revision} by ${reviewer}`)
    .join(", ");
}
