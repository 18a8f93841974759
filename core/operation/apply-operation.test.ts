import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { angleBetween } from "#core/geometry/quaternion.ts";
import { invert, transformPoint } from "#core/geometry/rigid-transform.ts";
import { distance, dot } from "#core/geometry/vector.ts";
import { rotateAboutY } from "#core/metric/gsi-rotation.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { restOf } from "#core/scene/rest.ts";
import { randomRoom, roomCamera, roomWith } from "#core/test/room.ts";
import { applyOperation } from "./apply-operation.ts";
import { describeOperation } from "./describe-operation.ts";
import { invertOperation } from "./invert-operation.ts";
import { applyToScene } from "./apply-to-scene.ts";
import type { MoveDirection } from "./operation.ts";
import { MoveDirection as Directions, Operation, PlaceRelation, TopPosition } from "./operation.ts";
import type { FrameObject } from "#core/scene/frame-scene.ts";
import { sceneFacts } from "#core/scene/scene-facts.ts";
import { operationFromBoxes } from "./operation-from-boxes.ts";

const moves = fc.record({
  kind: fc.constant("move" as const),
  direction: fc.constantFrom(...Directions.options),
  distanceMeters: fc.integer({ min: 1, max: 500 }).map((centimeters) => centimeters / 100),
});
const framedMoves = fc.oneof(
  moves,
  moves.map((move) => ({ ...move, frame: "object" as const })),
  moves.map((move) => ({ ...move, frame: "reference" as const, referenceId: "object:1" })),
);
const turns = fc.record({
  kind: fc.constant("rotate" as const),
  sense: fc.constantFrom("clockwise" as const, "counterclockwise" as const),
  angleDegrees: fc.integer({ min: 1, max: 179 }),
});
const places = fc.record(
  {
    kind: fc.constant("place" as const),
    relation: fc.constantFrom(...PlaceRelation.options),
    referenceId: fc.constant("object:1"),
    gapMeters: fc.integer({ min: 11, max: 200 }).map((centimeters) => centimeters / 100),
  },
  { requiredKeys: ["kind", "relation", "referenceId"] },
);
const putOns = fc.record({
  kind: fc.constant("place-on-receptacle" as const),
  position: fc.constantFrom(...TopPosition.options),
  referenceId: fc.constant("object:1"),
});
const growths = fc.record({
  kind: fc.constant("scale" as const),
  factor: fc.integer({ min: 10, max: 1000 }).map((percent) => percent / 100),
});
const amounts = (max: number, per: number) =>
  fc.integer({ min: -max, max }).map((units) => (units === 0 ? 0 : units / per));
const views = fc.record({
  kind: fc.constant("view" as const),
  dollyMeters: amounts(500, 100),
  truckMeters: amounts(500, 100),
  yawDegrees: amounts(179, 1),
  pitchDegrees: amounts(40, 1),
});
const operations: fc.Arbitrary<Exclude<Operation, { kind: "remove" }>> = fc.oneof(
  framedMoves,
  places,
  putOns,
  turns,
  growths,
  views,
);
const rooms = fc.integer().map((seed) => randomRoom(seed, 2));

const chair = { label: "chair", at: [0, 3], size: [0.5, 0.9, 0.5] } as const;

describe("an operation", () => {
  test("and its inverse bring the box back", () => {
    fc.assert(
      fc.property(rooms, operations, (scene, operation) => {
        const [{ id, box }] = scene.objects as [FrameObject];
        const steps = [operation, ...invertOperation(scene, box, operation)!];
        const end = steps.reduce((now, step) => applyToScene(now, id, step), scene);
        const back = end.objects[0]!.box;
        expect(distance(back.center, box.center)).toBeLessThan(1e-9);
        const drift = Math.max(...box.rotation.map((x, i) => Math.abs(x - back.rotation[i]!)));
        expect(drift).toBeLessThan(1e-9);
        expect(distance(back.size, box.size)).toBeLessThan(1e-9);
        const pose = end.cameraFromWorld;
        expect(distance(pose.translation, scene.cameraFromWorld.translation)).toBeLessThan(1e-9);
      }),
    );
  });

  test("is read back from the boxes before and after it", () => {
    fc.assert(
      fc.property(rooms, operations, (scene, operation) => {
        const { box } = scene.objects[0]!;
        const after = applyOperation(scene, box, operation);
        const read = operationFromBoxes(scene, operation, box, after);
        if (operation.kind !== "place" && operation.kind !== "place-on-receptacle")
          expect(read).toEqual(operation);
        // Several names can mean one place; the one that is read means the same.
        const again = applyOperation(scene, box, read)!;
        expect(distance(again.center, after!.center)).toBeLessThan(0.0011);
      }),
    );
  });

  test("of removing leaves nothing and has no way back", () => {
    const scene = roomWith([chair]);
    const { box } = scene.objects[0]!;
    expect(applyOperation(scene, box, { kind: "remove" })).toBeNull();
    expect(invertOperation(scene, box, { kind: "remove" })).toBeNull();
    expect(operationFromBoxes(scene, quarter, box, null)).toEqual({ kind: "remove" });
  });
});

const quarter = { kind: "rotate", sense: "counterclockwise", angleDegrees: 90 } as const;
const leftward = { kind: "move", direction: "left", distanceMeters: 1 } as const;

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
    expect(operationFromBoxes(scene, leftward, box, slanted)).toEqual({
      kind: "move",
      direction: "right",
      distanceMeters: 0.72,
    });
  });

  test("brings amounts into the range of the operation", () => {
    const scene = roomWith([chair]);
    const { box } = scene.objects[0]!;
    expect(operationFromBoxes(scene, leftward, box, box)).toMatchObject({ distanceMeters: 0.01 });
    expect(operationFromBoxes(scene, quarter, box, box)).toMatchObject({ angleDegrees: 1 });
    const half = applyOperation(scene, box, {
      kind: "rotate",
      sense: "clockwise",
      angleDegrees: 180,
    })!;
    expect(operationFromBoxes(scene, quarter, box, half)).toMatchObject({ angleDegrees: 180 });
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
  const desk = roomWith([{ ...chair, label: "desk" }]);
  const beside = { kind: "place", relation: "next-to", referenceId: "object:0" } as const;
  expect(describeOperation({ ...beside, gapMeters: 0.2 }, desk)).toBe(
    "next to the desk, 0.2 m apart",
  );
  expect(describeOperation(beside)).toBe("next to another object");
  expect(describeOperation({ kind: "scale", factor: 1.5 })).toBe("1.5 times its size");
});

describe("a move along edges", () => {
  test("goes along the edges of the box named, the way the viewer would say it", () => {
    for (const headingRadians of [0.4, 0.4 + Math.PI / 2, 0.4 + Math.PI, 0.4 - Math.PI / 2]) {
      const scene = roomWith([{ ...chair, headingRadians }, chair], roomCamera());
      const { box } = scene.objects[0]!;
      const left = { kind: "move", direction: "left", distanceMeters: 1 } as const;
      const own = applyOperation(scene, box, { ...left, frame: "object" })!;
      const [x, , z] = [0, 1, 2].map((axis) => own.center[axis]! - box.center[axis]!);
      expect([x, z]).toEqual([
        expect.closeTo(-Math.cos(0.4), 9),
        expect.closeTo(-Math.sin(0.4), 9),
      ]);
      const other = { ...left, frame: "reference", referenceId: "object:1" } as const;
      expect(
        distance(
          applyOperation(scene, box, other)!.center,
          applyOperation(scene, box, left)!.center,
        ),
      ).toBeLessThan(1e-9);
    }
  });

  test("names its reference, and old moves still parse", () => {
    const left = { kind: "move", direction: "left", distanceMeters: 1 };
    expect(Operation.parse(left)).toEqual(left);
    expect(Operation.safeParse({ ...left, frame: "reference" }).success).toBe(false);
    expect(Operation.safeParse({ ...left, referenceId: "object:1" }).success).toBe(false);
  });
});

describe("a placement", () => {
  const scene = roomWith([
    { label: "mug", at: [-1, 3], size: [0.1, 0.1, 0.1], bottom: 0.4 },
    { label: "desk", at: [0.5, 4], size: [1.2, 0.7, 0.6], headingRadians: 0.3 },
  ]);
  const { box } = scene.objects[0]!;
  const at = (operation: Operation) => {
    const [mug, desk] = applyToScene(scene, "object:0", operation).objects.map(
      (object) => sceneFacts(roomOf(object)).objects[0]!,
    );
    return { mug: mug!, desk: desk! };
  };
  const roomOf = (object: FrameObject) => ({ ...scene, objects: [object] });
  const place = (relation: PlaceRelation, gapMeters?: number) =>
    at({
      kind: "place",
      relation,
      referenceId: "object:1",
      ...(gapMeters !== undefined && { gapMeters }),
    });

  test("leaves the gap on the side named and stands where the other stands", () => {
    for (const relation of ["left-of", "next-to"] as const) {
      const { mug, desk } = place(relation, 0.25);
      expect(desk.bounds[0] - mug.bounds[1]).toBeCloseTo(0.25, 9);
      expect(mug.bottomMeters).toBeCloseTo(desk.bottomMeters, 9);
    }
    const { mug: right, desk } = place("right-of");
    expect(right.bounds[0] - desk.bounds[1]).toBeCloseTo(0.1, 9);
    expect(desk.bounds[2] - place("in-front-of").mug.bounds[3]).toBeCloseTo(0.1, 9);
    expect(place("behind").mug.bounds[2] - desk.bounds[3]).toBeCloseTo(0.1, 9);
    expect(place("on-top-of").mug.bottomMeters).toBeCloseTo(desk.topMeters, 9);
  });

  test("on a receptacle rests on its top and within its edges", () => {
    const positions = TopPosition.options.map((position) =>
      at({ kind: "place-on-receptacle", position, referenceId: "object:1" }),
    );
    for (const { mug, desk } of positions) {
      expect(mug.bottomMeters).toBeCloseTo(desk.topMeters, 9);
      expect(restOf(sceneFacts(scene), mug, "object:0").share).toBeGreaterThan(0.99);
    }
    const [, nearest, farthest, leftmost, rightmost] = positions;
    expect(nearest!.mug.bounds[2]).toBeLessThan(farthest!.mug.bounds[2]);
    expect(leftmost!.mug.bounds[0]).toBeLessThan(rightmost!.mug.bounds[0]);
  });

  test("beside a thing that the photo does not have changes nothing", () => {
    const lost = { kind: "place", relation: "behind", referenceId: "object:9" } as const;
    expect(applyOperation(scene, box, lost)).toBe(box);
  });
});

test("a scaled thing stays on the point on which it stands", () => {
  const scene = roomWith([chair]);
  const before = sceneFacts(scene).objects[0]!;
  const after = sceneFacts(applyToScene(scene, "object:0", { kind: "scale", factor: 1.5 }))
    .objects[0]!;
  expect(after.bottomMeters).toBeCloseTo(before.bottomMeters, 9);
  expect(after.topMeters).toBeCloseTo(1.5 * before.topMeters, 9);
});

describe("a change of view", () => {
  const still = {
    kind: "view",
    dollyMeters: 0,
    truckMeters: 0,
    yawDegrees: 0,
    pitchDegrees: 0,
  } as const;
  const scene = roomWith([chair], roomCamera(0.3));

  test("moves the boxes the other way and leaves the room as it is", () => {
    const { up, behind, right } = levelDirections(scene);
    const from = scene.objects[0]!.box.center;
    const seen = (view: Partial<Record<keyof typeof still, number>>) => {
      const after = applyOperation(scene, scene.objects[0]!.box, {
        ...still,
        ...view,
      } as Operation)!.center;
      return [right, behind, up].map((unit) => dot(after, unit) - dot(from, unit));
    };
    const close = (values: number[]) => values.map((value) => expect.closeTo(value, 9));
    expect(seen({ dollyMeters: 0.5 })).toEqual(close([0, -0.5, 0]));
    expect(seen({ truckMeters: 0.5 })).toEqual(close([-0.5, 0, 0]));
    expect(seen({ yawDegrees: 20 })[0]).toBeLessThan(-0.5);
    expect(seen({ pitchDegrees: 20 })[2]).toBeLessThan(-0.5);
  });

  test("keeps every box where it is in the world", () => {
    fc.assert(
      fc.property(rooms, views, (room, view) => {
        const after = applyToScene(room, "", view);
        const inWorld = ({ cameraFromWorld, objects }: typeof room) =>
          objects.map(({ box }) => transformPoint(invert(cameraFromWorld), box.center));
        const [before, now] = [inWorld(room), inWorld(after)];
        for (const [index, place] of before.entries())
          expect(distance(place, now[index]!)).toBeLessThan(1e-9);
      }),
    );
  });
});
