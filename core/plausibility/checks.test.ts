import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import type { Operation } from "#core/operation/operation.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { Thing } from "#core/test/room.ts";
import { editOf, randomRoom, roomWith } from "#core/test/room.ts";
import { checkEdit } from "./check-edit.ts";
import { CheckOptions } from "./check-options.ts";
import { checks } from "./checks.ts";
import type { CheckName, Finding } from "./finding.ts";
import { Finding as FindingSchema } from "./finding.ts";

const remove: Operation = { kind: "remove" };
const move = (
  direction: "left" | "right" | "front" | "behind" | "above" | "below",
  distanceMeters = 0.5,
) => ({ kind: "move", direction, distanceMeters }) as const;
const turn = (angleDegrees: number) =>
  ({ kind: "rotate", sense: "counterclockwise", angleDegrees }) as const;

const chair: Thing = { label: "chair", at: [0, 3.5], size: [0.5, 0.9, 0.4] };

function found(
  check: CheckName,
  scene: FrameScene,
  operation: Operation,
  instruction = "",
): Finding {
  const findings = checkEdit(scene, editOf(scene, "object:0", operation, instruction));
  return findings.find((one) => one.check === check)!;
}

describe("every check", () => {
  test("is run once, in order, and says something that can be stored", () => {
    fc.assert(
      fc.property(
        fc.integer().map((seed) => randomRoom(seed, 6)),
        fc.constantFrom<Operation>(move("left"), move("below", 4), turn(90), turn(180), remove),
        fc.constantFrom("", "Move it.", "Remove the chair from the scene."),
        (scene, operation, instruction) => {
          const findings = checkEdit(scene, editOf(scene, "object:0", operation, instruction));
          const names = Object.keys(checks).filter(
            (name) => name !== "words-match" || instruction !== "",
          );
          expect(findings.map((one) => one.check)).toEqual(names);
          for (const finding of findings) {
            expect(FindingSchema.parse(finding)).toEqual(finding);
            expect(finding.message).not.toMatch(/NaN|undefined|Infinity/);
          }
        },
      ),
    );
  });

  test("copes with an object that the photo does not have", () => {
    const scene = roomWith([chair]);
    const edit = { ...editOf(scene, "object:0", remove), targetId: "object:9" };
    const failed = checkEdit(scene, edit).filter((one) => !one.passed);
    expect(failed.map((one) => one.check)).toContain("visible-before");
  });
});

describe("label-movable", () => {
  test("lets things pass and stops walls and cameras", () => {
    expect(found("label-movable", roomWith([chair]), remove).passed).toBe(true);
    expect(found("label-movable", roomWith([{ ...chair, label: "wall" }]), remove).passed).toBe(
      false,
    );
    expect(
      found("label-movable", roomWith([{ ...chair, label: "film camera" }]), remove).passed,
    ).toBe(false);
  });

  test("lets pass what the scene takes for movable although it stays where it is", () => {
    const scene = roomWith([{ ...chair, label: "wardrobe" }]);
    const passed = (includedLabels: string[]) =>
      found("label-movable", { ...scene, includedLabels }, remove).passed;
    expect(passed(["bed"])).toBe(false);
    expect(passed(["bed", "wardrobe"])).toBe(true);
  });
});

describe("visible-before", () => {
  test("wants enough inside the picture and enough of it seen", () => {
    const passed = (thing: Partial<Thing>) =>
      found("visible-before", roomWith([{ ...chair, ...thing }]), remove).passed;
    expect(passed({ visibleFraction: 0.3 })).toBe(true);
    expect(passed({ visibleFraction: 0.1 })).toBe(false);
    expect(passed({ visibleFraction: null })).toBe(true);
    expect(passed({ at: [2.7, 3.5], visibleFraction: null })).toBe(false);
  });
});

describe("in-frame", () => {
  test("stops what would leave the picture", () => {
    expect(found("in-frame", roomWith([chair]), move("left")).passed).toBe(true);
    expect(found("in-frame", roomWith([chair]), move("left", 4))).toMatchObject({
      passed: false,
      value: 0,
    });
    expect(found("in-frame", roomWith([chair]), remove).passed).toBe(true);
  });
});

describe("min-pixel-size", () => {
  test("measures the smaller of before and after", () => {
    const small: Thing = { label: "dice", at: [0, 2], size: [0.05, 0.05, 0.05] };
    expect(found("min-pixel-size", roomWith([small]), remove).passed).toBe(false);
    expect(found("min-pixel-size", roomWith([chair]), remove).passed).toBe(true);
    const leaving = found("min-pixel-size", roomWith([chair]), move("right", 4.5));
    expect(leaving).toMatchObject({ passed: false, value: 0 });
  });
});

describe("visible-change", () => {
  test("sees moves and turns of long things, not half turns", () => {
    expect(found("visible-change", roomWith([chair]), move("left")).passed).toBe(true);
    expect(found("visible-change", roomWith([chair]), turn(180))).toMatchObject({
      passed: false,
      severity: "hard",
    });
    expect(found("visible-change", roomWith([chair]), turn(45)).passed).toBe(true);
    expect(found("visible-change", roomWith([chair]), remove).passed).toBe(true);
  });

  test("warns of turning what looks the same from all sides", () => {
    const plant = roomWith([{ ...chair, label: "potted plant" }]);
    expect(found("visible-change", plant, turn(45))).toMatchObject({
      passed: false,
      severity: "soft",
    });
  });
});

describe("depth-range", () => {
  test("stops what is or comes too near or too far", () => {
    expect(found("depth-range", roomWith([chair]), move("left")).passed).toBe(true);
    const near = found("depth-range", roomWith([chair]), move("front", 3.2));
    expect(near).toMatchObject({ passed: false, limit: 0.3, unit: "m" });
    expect(near.value).toBeLessThan(0.3);
    const hall = roomWith([{ ...chair, at: [0, 7] }]);
    expect(found("depth-range", hall, move("front")).passed).toBe(true);
    expect(found("depth-range", hall, move("behind", 1.5))).toMatchObject({
      passed: false,
      limit: 8,
    });
    expect(found("depth-range", roomWith([{ ...chair, at: [0, 9] }]), remove).passed).toBe(false);
  });
});

describe("occlusion", () => {
  const cupboard: Thing = { label: "cupboard", at: [-0.7, 2.5], size: [0.6, 2, 0.4] };

  test("tells how much is hidden afterwards, and by what", () => {
    const scene = roomWith([chair, cupboard]);
    expect(found("occlusion", scene, move("right"))).toMatchObject({ passed: true, value: 0 });
    expect(found("occlusion", scene, move("left", 1))).toMatchObject({
      passed: false,
      severity: "hard",
      value: 1,
      objectIds: ["object:1"],
      message: "100 % hidden (before 0 %) by the cupboard",
    });
    const half = found("occlusion", scene, move("left", 0.63));
    expect(half).toMatchObject({ passed: false, severity: "soft" });
    expect(half.value).toBeGreaterThan(0.5);
    expect(half.value).toBeLessThan(0.85);
  });

  test("forgives what was hidden before", () => {
    const scene = roomWith([{ ...chair, at: [-0.98, 3.5] }, cupboard]);
    const turned = found("occlusion", scene, turn(10));
    expect(turned).toMatchObject({ passed: true });
    expect(turned.value).toBeGreaterThan(0.5);
  });

  test("does not take a thing that others stand in, behind or on for what hides them", () => {
    const sofa: Thing = { label: "sofa", at: [0, 3.5], size: [2, 0.8, 0.9] };
    const bag: Thing = { label: "bag", at: [0.3, 3.5], size: [0.3, 0.3, 0.2], bottom: 0.43 };
    expect(found("occlusion", roomWith([bag, sofa]), move("left")).value).toBe(0);
    const behind: Thing = { ...cupboard, at: [0, 4.5] };
    expect(found("occlusion", roomWith([chair, behind]), move("left")).value).toBe(0);
    const floor: Thing = { label: "floor", at: [0, 3], size: [6, 0, 6] };
    expect(found("occlusion", roomWith([chair, floor]), move("left")).value).toBe(0);
  });

  test("looks from where the camera stands after a change of view", () => {
    const beside = (truckMeters: number): Operation => ({
      kind: "view",
      dollyMeters: 0,
      truckMeters,
      yawDegrees: 0,
      pitchDegrees: 0,
    });
    const scene = roomWith([chair, { ...cupboard, at: [0.5, 2] }]);
    expect(found("occlusion", scene, beside(-0.5)).value).toBe(0);
    expect(found("occlusion", scene, beside(1)).value).toBeGreaterThan(0.8);
  });

  test("lets walls hide things", () => {
    const wall: Thing = { label: "wall", at: [-1, 2.5], size: [1.6, 2.5, 0.02] };
    expect(found("occlusion", roomWith([chair, wall]), move("left", 1)).passed).toBe(false);
  });
});

describe("leaves-room", () => {
  const floor: Thing = { label: "floor", at: [0, 3], size: [4, 0, 4] };
  const wall: Thing = { label: "wall", at: [-1, 3], size: [0, 2.5, 4] };

  test("stops what is put beyond the floor or taken through a wall", () => {
    const scene = roomWith([chair, floor, wall]);
    expect(found("leaves-room", scene, move("right")).passed).toBe(true);
    expect(found("leaves-room", scene, remove).passed).toBe(true);
    expect(found("leaves-room", scene, move("right", 2))).toMatchObject({
      passed: false,
      unit: "share",
      limit: 0.8,
    });
    expect(found("leaves-room", scene, move("right", 2)).value).toBeCloseTo(0.5, 6);
    expect(found("leaves-room", scene, move("left", 1.5))).toMatchObject({
      passed: false,
      message: "would be taken through the wall",
      objectIds: ["object:2"],
    });
  });

  test("asks for no more than there was, and for nothing where no floor is known", () => {
    const atTheEdge = roomWith([{ ...chair, at: [2, 3.5] }, floor]);
    expect(found("leaves-room", atTheEdge, move("behind", 0.7)).passed).toBe(true);
    expect(found("leaves-room", atTheEdge, move("right")).passed).toBe(false);
    expect(found("leaves-room", roomWith([chair]), move("right", 4)).passed).toBe(true);
  });
});

describe("duplicate", () => {
  const scene = roomWith([chair, { ...chair, label: "stool", at: [1, 4] }]);
  const others = [editOf(scene, "object:0", move("left"), "Move the chair 50 cm to the left.")];
  const check = (id: string, operation: Operation) =>
    checkEdit(
      scene,
      editOf(scene, id, operation),
      CheckOptions.parse({ duplicate: { others } }),
    ).find((one) => one.check === "duplicate")!;

  test("finds the sample that asks for the same outcome", () => {
    expect(check("object:0", move("left", 0.52))).toMatchObject({
      passed: false,
      message: "another sample asks for the same: “Move the chair 50 cm to the left.”",
    });
    expect(check("object:0", move("left", 0.7)).passed).toBe(true);
    expect(check("object:0", move("right")).passed).toBe(true);
    expect(check("object:0", turn(45)).passed).toBe(true);
    expect(check("object:0", remove).passed).toBe(true);
    expect(check("object:1", move("left")).passed).toBe(true);
  });
});

describe("collision", () => {
  test("names what is in the way and how far it reaches in", () => {
    const scene = roomWith([chair, { label: "sofa", at: [-0.8, 3.5], size: [0.5, 0.8, 1] }]);
    const finding = found("collision", scene, move("left"));
    expect(finding).toMatchObject({ passed: false, objectIds: ["object:1"], unit: "m" });
    expect(finding.value).toBeCloseTo(0.2, 9);
    expect(finding.message).toBe("reaches 0.20 m into the sofa");
    expect(found("collision", scene, move("right")).passed).toBe(true);
    expect(found("collision", scene, remove).passed).toBe(true);
  });

  test("counts only overlap that the edit adds", () => {
    const tucked = roomWith([
      { ...chair, at: [-0.3, 3.5] },
      { label: "dining table", at: [0, 3.5], size: [2, 0.75, 1] },
    ]);
    expect(found("collision", tucked, move("right")).passed).toBe(true);
    const outside = roomWith([
      { ...chair, at: [-1.5, 3.5] },
      { label: "dining table", at: [0, 3.5], size: [2, 0.75, 1] },
    ]);
    expect(found("collision", outside, move("right", 0.7)).passed).toBe(false);
  });

  test("lets a thing stand on another, lie over a rug and not go through a wall", () => {
    const rug: Thing = { label: "rug", at: [-0.5, 3.5], size: [2, 0.3, 2] };
    expect(found("collision", roomWith([chair, rug]), move("left")).passed).toBe(true);
    const wall: Thing = { label: "wall", at: [-0.6, 3.5], size: [0.05, 2.5, 4] };
    expect(found("collision", roomWith([chair, wall]), move("left")).passed).toBe(false);
    const shelf: Thing = { label: "crate", at: [0, 3.5], size: [1, 0.5, 1] };
    const mug: Thing = { label: "mug", at: [0.2, 3.5], size: [0.1, 0.1, 0.1], bottom: 0.48 };
    expect(found("collision", roomWith([mug, shelf]), move("left", 0.4)).passed).toBe(true);
  });
});

describe("support", () => {
  const table: Thing = { label: "table", at: [0, 3.5], size: [1.4, 0.75, 0.8] };
  const mug: Thing = { label: "mug", at: [0.3, 3.5], size: [0.1, 0.1, 0.12], bottom: 0.75 };

  test("says what it stands on", () => {
    expect(found("support", roomWith([chair]), move("left"))).toMatchObject({
      passed: true,
      message: "stands on the floor",
      objectIds: [],
    });
    expect(found("support", roomWith([mug, table]), move("left"))).toMatchObject({
      passed: true,
      message: "stands on the table",
      objectIds: ["object:1"],
    });
  });

  test("says how far it floats, sinks or hangs over", () => {
    const scene = roomWith([mug, table]);
    const off = found("support", scene, move("right", 0.9));
    expect(off).toMatchObject({
      passed: false,
      severity: "hard",
      message: "floats 0.75 m above the floor",
    });
    expect(off.value).toBeCloseTo(0.75, 9);
    expect(found("support", roomWith([chair]), move("below", 0.3)).message).toBe(
      "sinks 0.30 m into the floor",
    );
    const over = roomWith([{ ...mug, at: [0.22, 3.5] }, table]);
    expect(found("support", over, move("right", 0.5))).toMatchObject({
      passed: false,
      unit: "share",
    });
    expect(found("support", over, move("right", 0.46)).passed).toBe(true);
  });

  test("forgives what hung in the air before", () => {
    const lamp: Thing = { label: "lamp", at: [0, 3.5], size: [0.3, 0.3, 0.3], bottom: 1.2 };
    expect(found("support", roomWith([lamp]), move("left"))).toMatchObject({
      passed: false,
      severity: "soft",
    });
  });

  test("knows seats: what lies in the box of a sofa stays on it", () => {
    const sofa: Thing = { label: "sofa", at: [0, 3.5], size: [2, 0.8, 0.9] };
    const bag: Thing = { label: "bag", at: [0.3, 3.5], size: [0.3, 0.3, 0.2], bottom: 0.43 };
    const scene = roomWith([bag, sofa]);
    expect(found("support", scene, move("left"))).toMatchObject({
      passed: true,
      message: "stands on the sofa",
    });
    expect(found("collision", scene, move("left")).passed).toBe(true);
    expect(found("support", scene, move("right", 1.1)).passed).toBe(false);
  });

  test("does not leave other things in the air", () => {
    const scene = roomWith([table, mug]);
    expect(found("support", scene, remove)).toMatchObject({
      passed: false,
      severity: "hard",
      message: "would leave the mug in the air",
      objectIds: ["object:1"],
    });
    expect(found("support", scene, turn(45)).severity).toBe("soft");
  });
});

describe("box-matches-operation", () => {
  const scene = roomWith([chair]);
  const check = (edit: ReturnType<typeof editOf>) =>
    checkEdit(scene, edit).find((one) => one.check === "box-matches-operation")!;

  test("accepts the operation's own outcome", () => {
    for (const operation of [move("left"), turn(45), remove])
      expect(check(editOf(scene, "object:0", operation)).passed).toBe(true);
  });

  test("tells place, heading and size that are off, and a box too many or too few", () => {
    const edit = editOf(scene, "object:0", move("left"));
    const { center, size, rotation } = edit.targetBox!;
    const off = check({ ...edit, operation: move("left", 0.6) });
    expect(off).toMatchObject({ passed: false, unit: "m" });
    expect(off.value).toBeCloseTo(0.1, 9);
    const turned = editOf(scene, "object:0", turn(10)).targetBox!.rotation;
    const twisted = check({ ...edit, targetBox: orientedBox(center, size, turned) });
    expect(twisted).toMatchObject({ passed: false, unit: "°" });
    expect(twisted.value).toBeCloseTo(10, 6);
    const grown = orientedBox(center, [size[0] + 0.1, size[1], size[2]], rotation);
    expect(check({ ...edit, targetBox: grown }).passed).toBe(false);
    expect(check({ ...edit, targetBox: null }).passed).toBe(false);
    expect(check({ ...edit, operation: remove }).passed).toBe(false);
  });
});

describe("oracle", () => {
  test("gives a good edit full marks", () => {
    for (const operation of [move("left"), turn(45), remove])
      expect(found("oracle", roomWith([chair]), operation)).toMatchObject({ passed: true });
  });

  test("stops short moves, half turns and moves onto another of the kind", () => {
    expect(found("oracle", roomWith([chair]), move("left", 0.31)).passed).toBe(false);
    expect(found("oracle", roomWith([chair]), move("left", 0.32)).passed).toBe(true);
    expect(found("oracle", roomWith([chair]), turn(180)).passed).toBe(false);
    const twins = roomWith([chair, { ...chair, at: [-0.55, 3.5] }]);
    expect(found("oracle", twins, move("left", 0.5)).passed).toBe(false);
  });

  test("stops boxes that the evaluator cannot project", () => {
    expect(found("oracle", roomWith([{ ...chair, size: [0.5, 0, 0.5] }]), remove)).toMatchObject({
      passed: false,
    });
    expect(found("oracle", roomWith([chair]), move("front", 3.4)).message).toMatch(
      /behind the camera/,
    );
  });
});

describe("reference-unique", () => {
  const twins = [chair, { ...chair, at: [1.2, 4.2] }] as const;

  test("wants words that can mean one thing only", () => {
    expect(found("reference-unique", roomWith([chair]), remove, "Remove the chair.").passed).toBe(
      true,
    );
    const bare = found("reference-unique", roomWith(twins), remove, "Remove the chair.");
    expect(bare).toMatchObject({ passed: false, objectIds: ["object:1"] });
    expect(bare.message).toBe("“the chair” fits 2 objects of the photo");
    const leftmost = found(
      "reference-unique",
      roomWith(twins),
      remove,
      "Remove the leftmost chair.",
    );
    expect(leftmost).toMatchObject({ passed: true, unit: "m" });
    expect(leftmost.value).toBeCloseTo(1.2, 9);
    expect(
      found("reference-unique", roomWith(twins), remove, "Remove the rightmost chair.").passed,
    ).toBe(false);
  });

  test("takes a longer name of the same thing for a rival", () => {
    const other = { ...chair, label: "office chair", at: [1.2, 4.2] } as const;
    expect(
      found("reference-unique", roomWith([chair, other]), remove, "Remove the chair.").passed,
    ).toBe(false);
    expect(
      found("reference-unique", roomWith([other, chair]), remove, "Remove the office chair.")
        .passed,
    ).toBe(true);
  });

  test("says before there are words whether there can be any", () => {
    expect(found("reference-unique", roomWith(twins), remove).passed).toBe(true);
    const same = roomWith([chair, { ...chair, at: [0.02, 3.52] }]);
    expect(found("reference-unique", same, remove).passed).toBe(false);
  });
});

describe("words-match", () => {
  test("is silent without words and names each disagreement with them", () => {
    const scene = roomWith([chair]);
    expect(found("words-match", scene, move("left"))).toBeUndefined();
    expect(
      found("words-match", scene, move("left"), "Move the chair 50 cm to the left.").passed,
    ).toBe(true);
    const wrong = found("words-match", scene, move("left"), "Move the chair 70 cm to the right.");
    expect(wrong.passed).toBe(false);
    expect(wrong.message).toMatch(/says right.*says 0.7 m/);
  });
});

test("limits are options", () => {
  const scene = roomWith([chair]);
  const strict = CheckOptions.parse({ visibleChange: { changePixelsMin: 500 } });
  const edit = editOf(scene, "object:0", move("left"));
  const failed = checkEdit(scene, edit, strict).filter((one) => !one.passed);
  expect(failed.map((one) => one.check)).toEqual(["visible-change"]);
});

test("an edit among 60 things is checked well within 2 ms", () => {
  const scene = randomRoom(3, 60);
  const edits = scene.objects.flatMap(({ id }) =>
    [move("left"), move("behind", 0.9), turn(60), remove].map((operation) =>
      editOf(scene, id, operation, "Move the leftmost chair 50 cm to the left."),
    ),
  );
  for (const edit of edits) checkEdit(scene, edit);
  const times = edits.map((edit) => {
    const start = performance.now();
    checkEdit(scene, { ...edit });
    return performance.now() - start;
  });
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
  expect(median).toBeLessThan(2);
});
