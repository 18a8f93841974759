import { AppError } from "#server/errors.ts";
import { readArguments, readNumber } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print } from "../print.ts";
import { withSession } from "../session.ts";
import { waitForRun } from "../wait-for-run.ts";

export const resumeCommand: Command = {
  help: `Usage: gsi resume [--budget DOLLARS] [--wait]

Lets the latest run go on after it was paused, by a person or because its gate's budget was used up.

  --budget DOLLARS  what its gate may cost in all from now on
  --wait            stay until it is done, with a worker of its own where none is running

Examples:
  gsi resume
  gsi resume --budget 20 --wait`,
  async run(args) {
    const { values } = readArguments(args, {
      budget: { type: "string" },
      wait: { type: "boolean" },
    });
    const budgetDollars = readNumber("--budget", [0.01, 1e6], values.budget);
    return withSession(async (ctx) => {
      const { getRunProgress } = await import("#server/run/get-run-progress.ts");
      const { resumeRun } = await import("#server/run/resume-run.ts");
      const run = await getRunProgress(ctx);
      if (run?.state !== "paused")
        throw new AppError("PRECONDITION", "the latest run is not paused");
      await resumeRun(ctx, { runId: run.id, budgetDollars });
      if (!values.wait) {
        print(`Run ${run.id} goes on: "gsi status" shows how far it is.`);
        return 0;
      }
      const ended = await waitForRun(ctx, run.id);
      const after = await getRunProgress(ctx, run.id);
      if (ended)
        print(
          `Run ${run.id}: ${after?.state}${after?.pauseReason ? `, ${after.pauseReason}` : ""}`,
        );
      return ended && after?.state === "done" && after.failures.length === 0 ? 0 : 1;
    });
  },
};
