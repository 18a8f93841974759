import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { tell } from "../print.ts";
import { readSampleFilter, sampleFilterHelp, sampleFilterOptions } from "../sample-filter.ts";
import { withSession } from "../session.ts";

export const sampleAssignCommand: Command = {
  help: `Usage: gsi sample assign (--to NAME | --to-anybody) [--state S] [--operation O] [--scene ID] [--label L] [--given-up]

  --to NAME      whose turn it is: name or id of somebody who has worked in this studio
  --to-anybody   whoever comes first
${sampleFilterHelp}

What is assigned to somebody is handed out to them before anything else, and to nobody else. Samples that are
decided stay as they are.

Examples:
  gsi sample assign --to "Ann Lee" --scene 036bce3393
  gsi sample assign --to Ben --given-up`,
  async run(args) {
    const { values } = readArguments(args, {
      to: { type: "string" },
      "to-anybody": { type: "boolean" },
      ...sampleFilterOptions,
    });
    const { to, "to-anybody": toAnybody } = values;
    if ((to === undefined) === !toAnybody)
      throw new UsageError("say who: either --to NAME or --to-anybody");
    const filter = readSampleFilter(values);
    const count = await withSession(async (ctx) => {
      const { arrangeQueue } = await import("#server/review/arrange-queue.ts");
      const { findReviewer } = await import("#server/review/find-reviewer.ts");
      const assigneeId = to === undefined ? null : await findReviewer(ctx, to);
      return (await arrangeQueue(ctx, { filter, assigneeId })).count;
    });
    tell(`${count} samples are ${to === undefined ? "for anybody" : `for ${to}`} now.`);
    return 0;
  },
};
