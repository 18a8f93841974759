import { expect, test } from "vitest";
import { boxPenetration } from "#core/geometry/box-overlap.ts";
import { convexHull, intersectPolygons, polygonArea } from "#core/geometry/convex-polygon.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxAxes, boxCorners } from "#core/geometry/oriented-box.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { nearPlaneMeters, projectBoxEdges } from "#core/geometry/projection.ts";
import { rayThroughBox } from "#core/geometry/ray-box.ts";
import type { Direction, Point } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";
import { add, dot, scale } from "#core/geometry/vector.ts";
import { writeInstruction } from "#core/instruction/write-instruction.ts";
import { intrinsicsIn896 } from "#core/metric/frame-896.ts";
import type { Operation } from "#core/operation/operation.ts";
import { MoveDirection } from "#core/operation/operation.ts";
import { seededRandom } from "#core/random.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { isStructuralLabel } from "#core/scene/label.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { editOf, randomRoom } from "#core/test/room.ts";
import { checkEdit } from "./check-edit.ts";
import { defaultCheckOptions } from "./check-options.ts";
import type { CheckName } from "./finding.ts";

const roomCount = 12;
const editsPerRoom = 60;

const operations: readonly Operation[] = [
  ...MoveDirection.options.flatMap((direction) =>
    [0.3, 0.8, 2.5].map((distanceMeters) => ({ kind: "move" as const, direction, distanceMeters })),
  ),
  { kind: "rotate", sense: "clockwise", angleDegrees: 60 },
  { kind: "rotate", sense: "counterclockwise", angleDegrees: 180 },
  { kind: "remove" },
];

/** Random edits of random rooms, with words where words can be found; every tenth box is put anywhere at all. */
function randomEdits(scene: FrameScene, seed: number): Edit[] {
  const random = seededRandom(seed, "edits");
  return Array.from({ length: editsPerRoom }, (_, index) => {
    const bare = editOf(scene, random.pick(scene.objects).id, random.pick(operations));
    const instruction =
      writeInstruction(scene, bare, seed, defaultCheckOptions.referenceUnique) ?? "";
    const { targetBox } = bare;
    if (index % 10 > 0 || !targetBox) return { ...bare, instruction };
    const anywhere = () => 6 * random.next() - 3;
    const center = point<"Camera">(anywhere(), anywhere() / 2, anywhere() + 2);
    return { ...bare, instruction, targetBox: { ...targetBox, center } };
  });
}

function cellCenters(box: BoxInCamera, cells: number): Point<"Camera">[] {
  const [x, y, z] = boxAxes(box);
  const [w, h, l] = box.size;
  const places = Array.from({ length: cells }, (_, cell) => (cell + 0.5) / cells - 0.5);
  return places.flatMap((a) =>
    places.flatMap((b) =>
      places.map((c) =>
        add(add(add(box.center, scale(x, a * w)), scale(y, b * h)), scale(z, c * l)),
      ),
    ),
  );
}

/** The measures of the checks, each straight from its definition: no bounds, no shortcuts, nothing remembered. */
function plainly(scene: FrameScene, edit: Edit): Partial<Record<CheckName, number>> {
  const after = edit.targetBox;
  if (!after) return {};
  const others = scene.objects.filter(({ id }) => id !== edit.targetId);
  const things = others.filter(({ label }) => !isStructuralLabel(label));
  const isSeen = (k: Intrinsics, [x, y, z]: Point<"Camera">) => {
    const [u, v] = [(k.fx * x) / z + k.cx, (k.fy * y) / z + k.cy];
    return z > nearPlaneMeters && u >= 0 && u < k.width && v >= 0 && v < k.height;
  };
  const cells = cellCenters(after, 10);
  const points = cellCenters(after, 3);
  const hidden = points.filter((one) =>
    things.some(({ box }) => {
      const ray = rayThroughBox(point<"Camera">(0, 0, 0), one as never as Direction<"Camera">, box);
      return ray !== null && ray.exit > 0 && ray.exit < 1;
    }),
  );
  return {
    "in-frame": cells.filter((one) => isSeen(scene.intrinsics, one)).length / cells.length,
    "visible-change": rectChange(scene, edit.sourceBox, after),
    occlusion: hidden.length / points.length,
  };
}

function rectChange(scene: FrameScene, from: BoxInCamera, to: BoxInCamera): number {
  const k = intrinsicsIn896(scene.intrinsics);
  const rectOf = (box: BoxInCamera) => {
    const ends = projectBoxEdges(k, box).flatMap((edge) => [edge.from, edge.to]);
    const us = ends.map(([u]) => u);
    const vs = ends.map(([, v]) => v);
    return [Math.min(...us), Math.min(...vs), Math.max(...us), Math.max(...vs)];
  };
  const before = rectOf(from);
  return Math.hypot(...rectOf(to).map((edge, index) => edge - before[index]!));
}

/** Everything that the new box reaches more than 5 cm deeper into than the old one, and is not above. */
function plainHits(scene: FrameScene, edit: Edit, carriers: readonly string[]): string[] {
  const depth = (a: BoxInCamera, b: BoxInCamera) => boxPenetration(a, b)?.depthMeters ?? 0;
  return scene.objects
    .filter(({ id }) => id !== edit.targetId && !carriers.includes(id))
    .filter(({ box }) => depth(box, edit.targetBox!) - depth(box, edit.sourceBox) > 0.05)
    .map(({ id }) => id);
}

/** The share of the new footprint above each other thing whose top is within reach below it. */
function plainShares(scene: FrameScene, edit: Edit): Map<string, number> {
  const { up, right, behind } = levelDirections(scene);
  const outline = (box: BoxInCamera) =>
    convexHull(boxCorners(box).map((corner) => [dot(right, corner), dot(behind, corner)]));
  const own = outline(edit.targetBox!);
  return new Map(
    scene.objects
      .filter(({ id }) => id !== edit.targetId)
      .map(({ id, box }) => {
        const top = Math.max(...boxCorners(box).map((corner) => dot(up, corner)));
        const bottom = Math.min(...boxCorners(edit.targetBox!).map((corner) => dot(up, corner)));
        const shared = polygonArea(intersectPolygons(own, outline(box)));
        return [id, Math.abs(top - bottom) <= 0.06 ? shared / polygonArea(own) : 0] as const;
      }),
  );
}

test("what is found is the same at the first and the hundredth edit of a photo", () => {
  for (let seed = 0; seed < roomCount; seed++) {
    const scene = randomRoom(seed, 20);
    for (const edit of randomEdits(scene, seed))
      expect(checkEdit(scene, edit)).toEqual(checkEdit(structuredClone(scene), edit));
  }
});

test("what is measured is what the definitions say, on many random edits", () => {
  let [compared, hits, borne] = [0, 0, 0];
  for (let seed = 0; seed < roomCount; seed++) {
    const scene = randomRoom(seed, 20);
    for (const edit of randomEdits(scene, seed)) {
      const findings = new Map(checkEdit(scene, edit).map((one) => [one.check, one]));
      for (const [name, expected] of Object.entries(plainly(scene, edit))) {
        const value = findings.get(name as CheckName)!.value;
        if (!Number.isFinite(expected)) continue;
        expect(value).toBeCloseTo(expected, 6);
        compared++;
      }
      if (!edit.targetBox) continue;
      const support = findings.get("support")!;
      const found = findings.get("collision")!.objectIds;
      const shares = plainShares(scene, edit);
      const carriers = [...shares].filter(([, share]) => share >= 0.02).map(([id]) => id);
      const plain = plainHits(scene, edit, carriers);
      // Tops that are reached from below the floor or carry in a seat are the support check's to tell.
      for (const id of found) expect(plainHits(scene, edit, [])).toContain(id);
      for (const id of plain)
        if (!support.objectIds.includes(id)) {
          expect(found).toContain(id);
          hits++;
        }
      if (support.message.startsWith("stands on")) borne += support.objectIds.length;
    }
  }
  expect(compared).toBeGreaterThan(1000);
  expect(hits).toBeGreaterThan(50);
  expect(borne).toBeGreaterThan(0);
});
