import { rotate } from "#core/geometry/quaternion.ts";
import { invertQuaternion } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { referenceIdOf } from "#core/operation/operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameObject, FrameScene } from "#core/scene/frame-scene.ts";
import { upInCamera } from "#core/scene/frame-scene.ts";

/**
 * What is wrong with the names in an instruction, worked out from the text and the boxes alone, without the
 * code that chose the words: each name is held against every object of the photo. Empty when the label is
 * the object's own, and each name fits exactly the object meant. An edit of the view names nothing.
 */
export function namingFaults(scene: FrameScene, edit: Edit): string[] {
  if (edit.operation.kind === "view") return [];
  const meant = scene.objects.find(({ id }) => id === edit.targetId);
  if (meant?.label !== edit.label) return [`the object is no ${edit.label}`];
  const referenceId = referenceIdOf(edit.operation);
  const reference = scene.objects.find(({ id }) => id === referenceId);
  const faults = faultsOf(scene, nameAfter(/^\w+ /, scene, edit.instruction, meant), meant);
  if (referenceId === null) return faults;
  if (!reference) return [...faults, `there is no ${referenceId}`];
  const before = / (?:of|behind|beside|next to) (?=the )/;
  const name = nameAfter(before, scene, edit.instruction, reference);
  return [...faults, ...faultsOf(scene, name, reference)];
}

type Name = {
  readonly superlative: string | null;
  readonly on: string | null;
  readonly near: string | null;
};

function nameAfter(
  before: RegExp,
  scene: FrameScene,
  text: string,
  { label }: FrameObject,
): Name | null {
  const quoted = (name: string) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const labels = [...new Set(scene.objects.map((object) => quoted(object.label)))]
    .toSorted((a, b) => b.length - a.length)
    .join("|");
  const name = new RegExp(
    String.raw`${before.source}(?:the|whichever) (?:(leftmost|rightmost|highest|lowest) )?${quoted(label)}` +
      String.raw`(?:(?: is)? (leftmost|rightmost|highest|lowest|nearest to the camera|farthest from the camera)` +
      String.raw`| on the (${labels})| nearest to the (${labels}))?(?=[ ,.;])`,
  ).exec(text);
  if (!name) return null;
  const [, first, second, on = null, near = null] = name;
  return { superlative: first ?? second ?? null, on, near };
}

function faultsOf(scene: FrameScene, name: Name | null, meant: FrameObject): string[] {
  if (!name) return [`does not name the ${meant.label}`];
  const called = scene.objects.filter((object) => isCalled(object, meant.label));
  const fitting = called.filter((one) => fits(scene, name, one, called));
  const isRight = fitting.length === 1 && fitting[0] === meant;
  return isRight ? [] : [`${JSON.stringify(name)} ${meant.label} fits ${fitting.length}`];
}

function isCalled({ label }: FrameObject, name: string): boolean {
  return label === name || label.endsWith(` ${name}`);
}

function fits(
  scene: FrameScene,
  { superlative, on, near }: Name,
  one: FrameObject,
  called: readonly FrameObject[],
): boolean {
  const leads = (measure: (object: FrameObject) => number) =>
    called.every((other) => other === one || measure(one) < measure(other));
  const up = upInCamera(scene);
  const height = ({ box: { center } }: FrameObject) =>
    up[0] * center[0] + up[1] * center[1] + up[2] * center[2];
  const anchors = scene.objects.filter(
    (object) => object !== one && isCalled(object, on ?? near ?? ""),
  );
  if (on !== null) {
    const [anchor] = anchors;
    return anchors.length === 1 && isOver(one, anchor!) && height(one) > height(anchor!);
  }
  if (near !== null) return anchors.length === 1 && leads((object) => outside(object, anchors[0]!));
  switch (superlative) {
    case "leftmost":
      return leads(({ box: { center } }) => center[0] / center[2]);
    case "rightmost":
      return leads(({ box: { center } }) => -center[0] / center[2]);
    case "highest":
      return leads((object) => -height(object));
    case "lowest":
      return leads(height);
    case "nearest to the camera":
      return leads(({ box: { center } }) => Math.hypot(...center));
    case "farthest from the camera":
      return leads(({ box: { center } }) => -Math.hypot(...center));
    default:
      return true;
  }
}

function inBox({ box: { center } }: FrameObject, { box }: FrameObject): Vec3 {
  const away: Vec3 = [
    center[0] - box.center[0],
    center[1] - box.center[1],
    center[2] - box.center[2],
  ];
  return rotate<Vec3>(invertQuaternion(box.rotation), away);
}

function isOver(one: FrameObject, anchor: FrameObject): boolean {
  const [x, , z] = inBox(one, anchor);
  const [w, , l] = anchor.box.size;
  return Math.abs(x) <= w / 2 && Math.abs(z) <= l / 2;
}

function outside(one: FrameObject, anchor: FrameObject): number {
  const local = inBox(one, anchor);
  return Math.hypot(
    ...local.map((value, axis) => Math.max(0, Math.abs(value) - anchor.box.size[axis]! / 2)),
  );
}
