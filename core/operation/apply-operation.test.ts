import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { angleBetween } from "#core/geometry/quaternion.ts";
import { invert, transformPoint } from "#core/geometry/rigid-transform.ts";
import { distance, dot } from "#core/geometry/vector.ts";
import { rotateAboutY } from "#core/metric/gsi-rotation.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { randomRoom, roomCamera, roomWith } from "#core/test/room.ts";
import { applyOperation } from "./apply-operation.ts";
import { describeOperation } from "./describe-operation.ts";
import { invertOperation } from "./invert-operation.ts";
import type { MoveDirection, Operation } from "./operation.ts";
import { MoveDirection as Directions } from "./operation.ts";
import { operationFromBoxes } from "./operation-from-boxes.ts";

const moves = fc.record({
  kind: fc.constant("move" as const),
  direction: fc.constantFrom(...Directions.options),
  distanceMeters: fc.integer({ min: 1, max: 500 }).map((centimeters) => centimeters / 100),
});
const turns = fc.record({
  kind: fc.constant("rotate" as const),
  sense: fc.constantFrom("clockwise" as const, "counterclockwise" as const),
  angleDegrees: fc.integer({ min: 1, max: 179 }),
});
const operations: fc.Arbitrary<Exclude<Operation, { kind: "remove" }>> = fc.oneof(moves, turns);
const rooms = fc.integer().map((seed) => randomRoom(seed, 1));

const chair = { label: "chair", at: [0, 3], size: [0.5, 0.9, 0.5] } as const;

describe("an operation", () => {
  test("and its inverse bring the box back", () => {
    fc.assert(
      fc.property(rooms, operations, (scene, operation) => {
        const { box } = scene.objects[0]!;
        const there = applyOperation(scene, box, operation)!;
        const back = applyOperation(scene, there, invertOperation(operation)!)!;
        expect(distance(back.center, box.center)).toBeLessThan(1e-9);
        const drift = Math.max(...box.rotation.map((x, i) => Math.abs(x - back.rotation[i]!)));
        expect(drift).toBeLessThan(1e-9);
        expect(back.size).toEqual(box.size);
      }),
    );
  });

  test("is read back from the boxes before and after it", () => {
    fc.assert(
      fc.property(rooms, operations, (scene, operation) => {
        const { box } = scene.objects[0]!;
        const after = applyOperation(scene, box, operation);
        expect(operationFromBoxes(scene, operation.kind, box, after)).toEqual(operation);
      }),
    );
  });

  test("of removing leaves nothing and has no way back", () => {
    const scene = roomWith([chair]);
    const { box } = scene.objects[0]!;
    expect(applyOperation(scene, box, { kind: "remove" })).toBeNull();
    expect(invertOperation({ kind: "remove" })).toBeNull();
    expect(operationFromBoxes(scene, "remove", box, null)).toEqual({ kind: "remove" });
  });
});

describe("a move", () => {
  const ways: [MoveDirection, readonly [number, number, number]][] = [
    ["left", [-1, 0, 0]],
    ["right", [1, 0, 0]],
    ["behind", [0, 1, 0]],
    ["front", [0, -1, 0]],
    ["above", [0, 0, 1]],
    ["below", [0, 0, -1]],
  ];
  test.each(ways)(
    "%s goes along the level ground or straight up, however the camera tilts",
    (direction, way) => {
      for (const camera of [
        roomCamera(),
        roomCamera(0.6),
        roomCamera(-0.4),
        roomCamera(0, Math.PI / 2),
      ]) {
        const scene = roomWith([chair], camera);
        const { box } = scene.objects[0]!;
        const after = applyOperation(scene, box, { kind: "move", direction, distanceMeters: 0.7 })!;
        const worldFromCamera = invert(camera);
        const [from, to] = [box, after].map(({ center }) =>
          transformPoint(worldFromCamera, center),
        );
        expect(
          distance([to![0] - from![0], to![1] - from![1], to![2] - from![2]], scaled(way)),
        ).toBeLessThan(1e-9);
        expect(after.rotation).toEqual(box.rotation);
      }
    },
  );

  const scaled = ([x, y, z]: readonly [number, number, number]) =>
    [0.7 * x, 0.7 * y, 0.7 * z] as const;
});

describe("the level directions", () => {
  test("stand at right angles for every camera", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
        fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
        (pitch, roll) => {
          const { up, behind, right } = levelDirections(roomWith([], roomCamera(pitch, roll)));
          for (const [a, b] of [
            [up, behind],
            [up, right],
            [behind, right],
          ] as const) {
            expect(Math.abs(dot(a, b))).toBeLessThan(1e-9);
            expect(dot(a, a)).toBeCloseTo(1, 9);
          }
        },
      ),
    );
  });

  test("of a camera that looks straight down follow the edges of the photo", () => {
    const { behind, right } = levelDirections(roomWith([], roomCamera(Math.PI / 2)));
    expect(distance(behind, [0, -1, 0])).toBeLessThan(1e-9);
    expect(distance(right, [1, 0, 0])).toBeLessThan(1e-9);
  });

  test("of a photo that stands on its head keep left and right as the photo shows them", () => {
    const { behind, right } = levelDirections(roomWith([], roomCamera(0, Math.PI)));
    expect(distance(behind, [0, 0, 1])).toBeLessThan(1e-9);
    expect(distance(right, [1, 0, 0])).toBeLessThan(1e-9);
  });
});

describe("a turn", () => {
  test("counterclockwise seen from above brings a thing's right side to the back", () => {
    const scene = roomWith([chair], roomCamera());
    const { box } = scene.objects[0]!;
    const quarter = { kind: "rotate", sense: "counterclockwise", angleDegrees: 90 } as const;
    const turned = matrixFromQuaternion(applyOperation(scene, box, quarter)!.rotation);
    // The box's own x axis pointed to the right of the photo; now it points away from the viewer.
    expect(distance([turned[0][0], turned[1][0], turned[2][0]], [0, 0, 1])).toBeLessThan(1e-9);
  });

  test("of an upright box is the published turn about the box's own vertical", () => {
    fc.assert(
      fc.property(rooms, turns, (scene, turn) => {
        const { box } = scene.objects[0]!;
        const ours = matrixFromQuaternion(applyOperation(scene, box, turn)!.rotation);
        const published = rotateAboutY(
          matrixFromQuaternion(box.rotation),
          turn.angleDegrees,
          turn.sense,
        );
        expect(
          Math.max(...ours.flat().map((x, i) => Math.abs(x - published.flat()[i]!))),
        ).toBeLessThan(1e-9);
      }),
    );
  });
});

describe("reading an operation from boxes", () => {
  test("takes the main direction of a slanted move and the turn about the vertical of a tumble", () => {
    const scene = roomWith([chair], roomCamera());
    const { box } = scene.objects[0]!;
    const slanted = {
      ...box,
      center: box.center.map((x, i) => x + [0.72, -0.1, 0.2][i]!),
    } as unknown as typeof box;
    expect(operationFromBoxes(scene, "move", box, slanted)).toEqual({
      kind: "move",
      direction: "right",
      distanceMeters: 0.72,
    });
  });

  test("brings amounts into the range of the operation", () => {
    const scene = roomWith([chair]);
    const { box } = scene.objects[0]!;
    expect(operationFromBoxes(scene, "move", box, box)).toMatchObject({ distanceMeters: 0.01 });
    expect(operationFromBoxes(scene, "rotate", box, box)).toMatchObject({ angleDegrees: 1 });
    const half = applyOperation(scene, box, {
      kind: "rotate",
      sense: "clockwise",
      angleDegrees: 180,
    })!;
    expect(operationFromBoxes(scene, "rotate", box, half)).toMatchObject({ angleDegrees: 180 });
    expect(angleBetween(half.rotation, box.rotation)).toBeCloseTo(Math.PI, 6);
  });
});

test("operations read well", () => {
  expect(describeOperation({ kind: "move", direction: "left", distanceMeters: 0.7 })).toBe(
    "0.7 m to the left",
  );
  expect(describeOperation({ kind: "move", direction: "front", distanceMeters: 1.1 })).toBe(
    "1.1 m toward the viewer",
  );
  expect(describeOperation({ kind: "rotate", sense: "clockwise", angleDegrees: 45 })).toBe(
    "45° clockwise",
  );
  expect(describeOperation({ kind: "remove" })).toBe("removed");
});
