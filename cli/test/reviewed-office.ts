import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeInstruction } from "#core/instruction/write-instruction.ts";
import { applyOperation } from "#core/operation/apply-operation.ts";
import type { Operation } from "#core/operation/operation.ts";
import { checkEdit } from "#core/plausibility/check-edit.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import { isBlocked } from "#core/plausibility/finding.ts";
import { seededRandom } from "#core/random.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { Actor, Context } from "#server/context.ts";
import { connect } from "#server/db.ts";
import { leaseNextSample } from "#server/review/lease-next-sample.ts";
import { recordVerdict } from "#server/review/record-verdict.ts";
import { getSample } from "#server/sample/get-sample.ts";
import { officeRoot } from "#server/test/office-scan.ts";
import { createOwnDatabase } from "#server/test/own-database.ts";
import { migrate } from "../../scripts/migrate.ts";
import { gsi } from "./gsi.ts";

/** Of the samples: rejected, and given other amounts or other words. The rest is accepted as it is. */
const [rejectShare, correctShare] = [0.1, 0.3];
const reviewer: Actor = { id: "person:reviewer", name: "Reviewer", kind: "person" };

/** What the reviewer left of a sample. */
export type Left = { readonly scene: FrameScene; readonly edit: Edit };

/** The office scan in a database of its own, all its samples reviewed. */
export type ReviewedOffice = {
  readonly db: ReturnType<typeof connect>;
  /** An empty folder in which commands stand. */
  readonly folder: string;
  /** Accepted samples by the name of the file that publishes them. */
  readonly accepted: ReadonlyMap<string, Left>;
  /** How many of them the reviewer changed. */
  readonly corrected: number;
  /** Runs a command that has to succeed; answers with what it printed. */
  run(line: string): Promise<string>;
  close(): Promise<void>;
};

/** Imports the office scan, runs the pipeline over every 42nd group of photos and reviews what it kept. */
export async function reviewOffice(): Promise<ReviewedOffice> {
  const folder = await mkdtemp(join(tmpdir(), "gsi-office-"));
  const database = await createOwnDatabase("office");
  const { url } = database;
  await migrate(url);
  const db = connect(url);
  const run = async (line: string) => {
    const { stdout, stderr, code } = await gsi(line, { DATABASE_URL: url }, folder);
    if (code !== 0) throw new Error(`gsi ${line}: ${stderr}${stdout}`);
    return stdout;
  };
  await db.actor.create({ data: reviewer });
  await run(`import ${officeRoot}`);
  await run("run --every 42 --wait");
  const reviewed = await reviewAll({ db, actor: reviewer });
  return {
    db,
    folder,
    ...reviewed,
    run,
    async close() {
      await db.$disconnect();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function reviewAll(ctx: Context): Promise<Pick<ReviewedOffice, "accepted" | "corrected">> {
  const random = seededRandom(1, "office-review");
  const accepted = new Map<string, Left>();
  let corrected = 0;
  for (let lease = await leaseNextSample(ctx); lease;) {
    const sample = await getSample(ctx, lease.sampleId);
    const { id: sampleId, version, number, frame, scene, current } = sample;
    const drawn = random.next();
    if (drawn < rejectShare) {
      const why = { kind: "reject", reason: "other", note: "drawn to be rejected" } as const;
      lease = (await recordVerdict(ctx, { sampleId, version, ...why })).next;
      continue;
    }
    const correction = drawn < rejectShare + correctShare ? correct(scene, current.edit) : null;
    if (correction) corrected += 1;
    const edit = correction ?? current.edit;
    accepted.set(`${frame.id}_edit_${number}.json`, { scene, edit });
    const why = { kind: "accept", note: "soft findings were looked at" } as const;
    const changed = correction ? { edit } : {};
    lease = (await recordVerdict(ctx, { sampleId, version, ...why, ...changed })).next;
  }
  return { accepted, corrected };
}

/** Another amount where the operation has one, and other words; null when the checks forbid it. */
function correct(scene: FrameScene, { instruction, ...edit }: Edit): Edit | null {
  const operation = withOtherAmount(edit.operation);
  const targetBox = applyOperation(scene, edit.sourceBox, operation);
  const bare = { ...edit, operation, targetBox, instruction: "" };
  const words = writeInstruction(scene, bare, 7, defaultCheckOptions.referenceUnique);
  if (words === null || words === instruction) return null;
  const corrected = { ...bare, instruction: words };
  return isBlocked(checkEdit(scene, corrected)) ? null : corrected;
}

function withOtherAmount(operation: Operation): Operation {
  if (operation.kind === "move")
    return { ...operation, distanceMeters: operation.distanceMeters + 0.05 };
  if (operation.kind === "rotate")
    return { ...operation, angleDegrees: operation.angleDegrees - 5 };
  return operation;
}
