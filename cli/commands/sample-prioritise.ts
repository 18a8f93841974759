import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { tell } from "../print.ts";
import { readSampleFilter, sampleFilterHelp, sampleFilterOptions } from "../sample-filter.ts";
import { withSession } from "../session.ts";

export const samplePrioritiseCommand: Command = {
  help: `Usage: gsi sample prioritise --priority N [--state S] [--operation O] [--scene ID] [--label L] [--given-up]

  --priority N   whole number from -1000 to 1000; higher comes first, 0 is where samples begin
${sampleFilterHelp}

Samples that are decided stay as they are.

Examples:
  gsi sample prioritise --priority 10 --operation rotate
  gsi sample prioritise --priority=-5 --label lamp`,
  async run(args) {
    const { values } = readArguments(args, {
      priority: { type: "string" },
      ...sampleFilterOptions,
    });
    if (!/^-?\d{1,4}$/.test(values.priority ?? "") || Math.abs(Number(values.priority)) > 1000)
      throw new UsageError("--priority: give a whole number from -1000 to 1000");
    const priority = Number(values.priority);
    const filter = readSampleFilter(values);
    const { count } = await withSession(async (ctx) => {
      const { arrangeQueue } = await import("#server/review/arrange-queue.ts");
      return arrangeQueue(ctx, { filter, priority });
    });
    tell(`${count} samples have priority ${priority} now.`);
    return 0;
  },
};
