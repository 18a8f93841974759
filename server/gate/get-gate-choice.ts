import { GateOptions } from "#core/gate/gate-options.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import type { Context } from "../context.ts";
import { env } from "../env.ts";
import { gatePrices, hasPrices } from "./gate-server.ts";

/** Between which gates a run may choose, and what was chosen last. Neither address nor key of the server is in it. */
export type GateChoice = {
  /** The model server; null where none is named. */
  server: {
    /** The model it is asked for unless another is named. */
    model: string | null;
    /** Whether tokens have prices, without which no budget can be kept. */
    priced: boolean;
  } | null;
  /** The gate of the last run that had one, and its budget. */
  last: { gate: GateOptions; budgetDollars: number | null };
};

/** What the start of a run has to offer for its gate. */
export async function getGateChoice(ctx: Context): Promise<GateChoice> {
  const run = await ctx.db.run.findFirst({
    where: { until: "gate-candidate" },
    orderBy: { createdAt: "desc" },
    select: { parameters: true, budgetDollars: true },
  });
  const { GSI_GATE_URL, GSI_GATE_MODEL } = env();
  return {
    server: GSI_GATE_URL
      ? {
          model: GSI_GATE_MODEL ?? null,
          priced: hasPrices(gatePrices()),
        }
      : null,
    last: {
      gate: run ? RunParameters.parse(run.parameters).gate : GateOptions.parse(undefined),
      budgetDollars: run?.budgetDollars ?? null,
    },
  };
}
