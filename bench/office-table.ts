import { writeInstruction } from "#core/instruction/write-instruction.ts";
import { OperationKind } from "#core/operation/operation.ts";
import { proposeForFrames } from "#core/operation/propose-operations.ts";
import { ProposeOptions } from "#core/operation/propose-options.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import { namingFaults } from "#core/test/named-objects.ts";
import { officeWalk } from "./office-photos.ts";

const count = 1000;
const photoStep = 4;
const seed = 1;

const photos = officeWalk(photoStep);
if (photos) printTable(photos);
else console.log("skipped: the office scan is not at hand (set GSI_SHARED)");

function printTable(scenes: NonNullable<typeof photos>): void {
  const options = ProposeOptions.parse({
    operations: OperationKind.options,
    moveFrames: ["camera", "object", "reference"],
  });
  const { drawn, emptyPlaces, shortfall } = proposeForFrames(scenes, options, count, seed);
  const judged = drawn.map(({ scene, edit: bare }) => {
    const margins = defaultCheckOptions.referenceUnique;
    const instruction = writeInstruction(scene, bare, seed, margins) ?? "";
    const edit = { ...bare, instruction };
    const failed = checkEdit(scene, edit).find(
      ({ passed, severity }) => !passed && severity === "hard",
    );
    const reason = instruction === "" ? "no words" : (failed?.check ?? null);
    return { scene, edit, reason, faults: namingFaults(scene, edit) };
  });

  console.log(
    `${drawn.length} candidates of ${scenes.length} photos, ${emptyPlaces} places empty\n`,
  );
  console.log("operation             drawn  share  quota  passed  rate    reasons of failure");
  for (const kind of options.operations) {
    const own = judged.filter(({ edit }) => edit.operation.kind === kind);
    const passed = own.filter(({ reason }) => reason === null).length;
    const cells = [
      kind.padEnd(20),
      String(own.length).padStart(6),
      percent(own.length / drawn.length),
      percent(1 / options.operations.length),
      String(passed).padStart(7),
      percent(passed / Math.max(1, own.length)),
    ];
    console.log(`${cells.join(" ")}   ${tally(own.flatMap(({ reason }) => reason ?? []))}`);
  }
  const passed = judged.filter(({ reason }) => reason === null);
  console.log(`\npassed in all: ${passed.length} of ${judged.length}`);
  const gone = new Map<string, number>();
  for (const one of shortfall)
    gone.set(`${one.reason} ${one.of}`, (gone.get(`${one.reason} ${one.of}`) ?? 0) + one.count);
  console.log(`left aside: ${[...gone].map(([what, times]) => `${what} ${times}`).join(", ")}`);

  const labels = judged.filter(({ scene, edit }) =>
    scene.objects.every(({ id, label }) => id !== edit.targetId || label !== edit.label),
  ).length;
  const faulty = judged.filter(({ faults, edit }) => edit.instruction !== "" && faults.length > 0);
  const worst = Math.max(
    ...options.operations.map((kind) => {
      const own = judged.filter(({ edit }) => edit.operation.kind === kind).length;
      return Math.abs(own / drawn.length - 1 / options.operations.length);
    }),
  );
  console.log(`largest distance of a share from its quota: ${(100 * worst).toFixed(2)} points`);
  console.log(`wrong labels: ${labels}`);
  console.log(`references that do not fit exactly their object, by brute force: ${faulty.length}`);
  for (const { scene, edit, faults } of faulty.slice(0, 10))
    console.log(`  ${scene.frameKey} ${edit.targetId} “${edit.instruction}” ${faults.join("; ")}`);
  if (labels > 0 || faulty.length > 0 || worst > 0.02) process.exitCode = 1;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`.padStart(6);
}

function tally(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([reason, times]) => `${reason} ${times}`)
    .join(", ");
}
