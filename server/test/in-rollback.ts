import type { Actor, Context } from "../context.ts";
import { database } from "../db.ts";

const tester: Actor = { id: "person:tester", name: "Tester", kind: "person" };
const undo = Symbol("roll back");

/** Runs a test in a transaction that is always rolled back, so that tests leave no rows behind. */
export async function inRollback(test: (ctx: Context) => Promise<void>): Promise<void> {
  const transaction = database().$transaction(
    async (tx) => {
      await tx.actor.createMany({ data: [tester], skipDuplicates: true });
      await test({ db: tx, actor: tester });
      throw undo;
    },
    { timeout: 60_000, maxWait: 20_000 },
  );
  await transaction.catch((reason: unknown) => {
    if (reason !== undo) throw reason;
  });
}
