import type { Edit } from "#core/sample/revision.ts";
import { writeInstruction } from "#core/instruction/write-instruction.ts";
import type { Operation } from "#core/operation/operation.ts";
import { MoveDirection } from "#core/operation/operation.ts";
import { proposeChecked } from "#core/operation/propose-operations.ts";
import { ProposeOptions } from "#core/operation/propose-options.ts";
import { checkEdit, findingsOf } from "#core/plausibility/check-edit.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import { isBlocked } from "#core/plausibility/finding.ts";
import { translateBox } from "#core/geometry/oriented-box.ts";
import { direction } from "#core/geometry/space.ts";
import { seededRandom } from "#core/random.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { editOf, randomRoom } from "#core/test/room.ts";
import { officePhotos } from "./office-photos.ts";
import { publishedFrame, publishedRecords } from "./published-generator.ts";
import type { Rate } from "./timing.ts";
import { bestRate, millisecondsOf, quantile } from "./timing.ts";

const rounds = 12;
const roundMilliseconds = 500;
const options = ProposeOptions.parse({ candidatesPerFrame: 200, candidatesPerObject: 200 });
const margins = defaultCheckOptions.referenceUnique;
const fewOperations: readonly Operation[] = [
  ...MoveDirection.options.map((way) => ({
    kind: "move" as const,
    direction: way,
    distanceMeters: 0.7,
  })),
  { kind: "rotate", sense: "clockwise", angleDegrees: 45 },
  { kind: "remove" },
];

const office = officePhotos();
const photos = office ?? [1, 2, 3, 4, 5, 6].map((seed) => randomRoom(seed, 24));
console.log(
  office
    ? `Photos: ${photos.length} of the office scan, ${photos[0]!.objects.length} boxes each`
    : `Photos: ${photos.length} made-up rooms, as the office scan is not here (set GSI_SHARED)`,
);
console.log(`One thread, best of ${rounds} rounds of ${roundMilliseconds} ms\n`);

throughput();
drag();
curve();

/** How many edits the proposer held against the checks, how many it delivered, and how many of these pass in words. */
type Count = { readonly examined: number; readonly delivered: number; readonly passed: number };

/** Proposes for a photo, finds words for each candidate and has what every check says of it, words included. */
function countCandidates(photo: FrameScene, seed: number): Count {
  // A fresh value: nothing that was worked out about the photo in an earlier round is known.
  const scene = { ...photo };
  const { checked, examinedCount } = proposeChecked(scene, options, seed);
  let passed = 0;
  for (const one of checked) {
    const worded = one.inWords(writeInstruction(scene, one.edit, seed, margins) ?? "");
    if (!isBlocked(findingsOf(worded))) passed++;
  }
  return { examined: examinedCount, delivered: checked.length, passed };
}

function sumOf(counts: readonly Count[], kind: keyof Count): number {
  return counts.reduce((sum, count) => sum + count[kind], 0);
}

function throughput(): void {
  const sample = photos.map((photo) => countCandidates(photo, 1));
  const [examined, delivered] = [sumOf(sample, "examined"), sumOf(sample, "delivered")];
  const frames = photos.map(publishedFrame);
  let seed = 0;
  const rates = bestRate(rounds, roundMilliseconds, {
    studio: () => {
      seed++;
      return sumOf(
        photos.map((photo) => countCandidates(photo, seed)),
        "delivered",
      );
    },
    given: () => photos.reduce((sum, photo) => sum + everyCandidateOf(photo), 0),
    published: () => {
      const random = seededRandom(seed++, "published");
      return frames.reduce((sum, frame) => sum + publishedRecords(frame, random).length, 0);
    },
  });
  console.log(
    `Candidates: ${examined} examined (an edit held against the checks), ${delivered} of them delivered ` +
      `(drawn, worded, every check), ${sumOf(sample, "passed")} pass every hard check`,
  );
  line("whole path, delivered", perSecond(rates.studio));
  // The same time by all that was examined in it: every seed draws from the same pool.
  line("whole path, examined", perSecond(timesRate(rates.studio, examined / delivered)));
  line("given edits, worded, all checks", perSecond(rates.given));
  line("published loop, no checks", perSecond(rates.published));
  const ratio = (kind: "studio" | "given") =>
    (rates[kind].byProcessor / rates.published.byProcessor).toFixed(3);
  line("ratio to the published loop", `proposed ${ratio("studio")}, given ${ratio("given")}\n`);
}

/** Re-checks one box of sixty at every step of a drag. */
function drag(): void {
  const scene = randomRoom(3, 60);
  const random = seededRandom(5, "drag");
  const steps = scene.objects.flatMap(({ id }) => {
    const text = "Move the leftmost chair 50 cm to the left.";
    const start = editOf(scene, id, { kind: "move", direction: "left", distanceMeters: 0.5 }, text);
    return Array.from({ length: 100 }, (): Edit => {
      const shift = () => 2 * random.next() - 1;
      const moved = translateBox(start.targetBox!, direction(shift(), 0.2 * shift(), shift()));
      return { ...start, targetBox: moved };
    });
  });
  let best = { p50: Infinity, p99: Infinity };
  for (let round = 0; round < rounds; round++) {
    const times = steps.map((edit) => millisecondsOf(() => checkEdit(scene, edit)));
    const p99 = quantile(times, 0.99);
    if (p99 < best.p99) best = { p50: quantile(times, 0.5), p99 };
  }
  console.log(`Drag: one box among ${scene.objects.length}, ${steps.length} steps`);
  line("p50", `${best.p50.toFixed(4)} ms`);
  line("p99", `${best.p99.toFixed(4)} ms\n`);
}

/** What one candidate costs, with words and all checks, in ever fuller rooms. */
function curve(): void {
  const sizes = [10, 20, 50, 100, 200];
  const kinds = sizes.map((count) => `${count}`);
  const rooms = new Map(
    sizes.map((count) => [`${count}`, [1, 2, 3].map((s) => randomRoom(s, count))]),
  );
  const rates = bestRate(
    rounds,
    roundMilliseconds / 2,
    Object.fromEntries(
      kinds.map((kind) => [
        kind,
        () => rooms.get(kind)!.reduce((sum, room) => sum + everyCandidateOf(room), 0),
      ]),
    ),
  );
  console.log("Cost of a candidate by objects in the photo (words and all checks)");
  const first = 1e6 / rates["10"]!.byProcessor;
  for (const count of sizes) {
    const microseconds = 1e6 / rates[`${count}`]!.byProcessor;
    const growth = microseconds / first / (count / 10);
    line(`${count}`, `${microseconds.toFixed(1)} µs, ${growth.toFixed(2)} of linear growth`);
  }
}

/** Words and all checks for the same few edits of every object, with nothing known of the photo at the start. */
function everyCandidateOf(room: FrameScene): number {
  const scene = { ...room };
  for (const { id } of scene.objects)
    for (const operation of fewOperations) {
      const bare = editOf(scene, id, operation);
      checkEdit(scene, { ...bare, instruction: writeInstruction(scene, bare, 1, margins) ?? "" });
    }
  return scene.objects.length * fewOperations.length;
}

function timesRate({ byClock, byProcessor }: Rate, factor: number): Rate {
  return { byClock: factor * byClock, byProcessor: factor * byProcessor };
}

function perSecond({ byClock, byProcessor }: Rate): string {
  const text = (rate: number) => Math.round(rate).toLocaleString("en-US");
  return `${text(byProcessor)} candidates per second of processor time, ${text(byClock)} by the clock`;
}

function line(name: string, value: string): void {
  console.log(`  ${name.padEnd(34)}${value}`);
}
