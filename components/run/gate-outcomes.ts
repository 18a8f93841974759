import type { CheckName } from "#core/plausibility/finding.ts";
import type { GateProgress } from "#server/gate/get-gate-progress.ts";

/** Where candidates went. */
export type GateOutcomes = {
  readonly kept: number;
  readonly unsure: number;
  readonly droppedByRules: number;
  readonly droppedByModel: number;
  /** Of those that a model dropped: shown to people, who do not know it. */
  readonly audited: number;
  readonly total: number;
};

/** The verdicts of a run, summed up over its gates; rules are one of them beside a model. */
export function gateOutcomes(verdicts: GateProgress["verdicts"]): GateOutcomes {
  const sum = (
    which: (one: GateProgress["verdicts"][number]) => boolean,
    field: "count" | "audited" = "count",
  ) => verdicts.filter(which).reduce((total, one) => total + one[field], 0);
  return {
    kept: sum(({ verdict }) => verdict === "keep"),
    unsure: sum(({ verdict }) => verdict === "unsure"),
    droppedByRules: sum(({ gate, verdict }) => verdict === "drop" && gate === "rules"),
    droppedByModel: sum(({ gate, verdict }) => verdict === "drop" && gate !== "rules"),
    audited: sum(({ verdict }) => verdict === "drop", "audited"),
    total: sum(() => true),
  };
}

/** How often each cause stood against a candidate, by whom; the most frequent first. */
export type CauseCount = { cause: CheckName; byRules: number; byModel: number };

export function causeCounts(causes: GateProgress["causes"]): CauseCount[] {
  const counts = [...Map.groupBy(causes, ({ cause }) => cause)].map(([cause, given]) => {
    const sum = (isRules: boolean) =>
      given
        .filter(({ gate }) => (gate === "rules") === isRules)
        .reduce((total, { count }) => total + count, 0);
    return { cause, byRules: sum(true), byModel: sum(false) };
  });
  return counts.toSorted((a, b) => b.byRules + b.byModel - (a.byRules + a.byModel));
}
