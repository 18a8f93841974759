import { GateVerdict } from "../gate-answer.ts";
import type { GateOutcome, SeenOutcome } from "./outcome.ts";
import { countOf, isSeen, weightOf } from "./outcome.ts";
import type { Estimate } from "./wilson.ts";
import { effectiveSize, wilsonInterval } from "./wilson.ts";

/** Candidates that came to people in the same way: how many there are, and what share of them something holds for. */
export type Cell = {
  readonly size: number;
  readonly share: Estimate;
  /** For how many of the seen ones it holds, and how many were seen, without weights. */
  readonly hits: number;
  readonly seen: number;
};

/**
 * Divides candidates by the verdict that decided who sees them, and estimates for each cell the share for
 * which `holds`. Within a cell the seen ones stand for all (Hájek: weighted share, so that the sizes, which
 * are known, need no estimate); those seen are taken for a fair part of those that wait.
 *
 * A cell of which nobody saw any gets the share of all in `pool` of the same verdict, with limits of 0 and 1.
 * Null where the pool has none either: then nothing can be said.
 *
 * Source: J. Hájek, comment in Foundations of Statistical Inference (1971); for cells as strata
 * after the draw see Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992).
 */
export function cellsOf(
  part: readonly GateOutcome[],
  pool: readonly GateOutcome[],
  holds: (outcome: SeenOutcome) => boolean,
): Cell[] | null {
  const cells: Cell[] = [];
  for (const verdict of GateVerdict.options) {
    const size = countOf(part.filter((outcome) => outcome.verdict === verdict));
    if (size === 0) continue;
    const own = shareSeen(part, verdict, holds);
    const wide = own ?? shareSeen(pool, verdict, holds);
    if (!wide) return null;
    cells.push(
      own
        ? { size, ...own }
        : { size, share: { ...wide.share, low: 0, high: 1 }, hits: 0, seen: 0 },
    );
  }
  return cells;
}

function shareSeen(
  outcomes: readonly GateOutcome[],
  verdict: GateVerdict,
  holds: (outcome: SeenOutcome) => boolean,
): Omit<Cell, "size"> | null {
  const seen = outcomes.filter(isSeen).filter((outcome) => outcome.verdict === verdict);
  if (seen.length === 0) return null;
  const weigh = (some: readonly SeenOutcome[], power = 1) =>
    some.reduce((sum, outcome) => sum + outcome.count * weightOf(outcome) ** power, 0);
  const holding = seen.filter(holds);
  const [hits, all] = [countOf(holding), countOf(seen)];
  const size = effectiveSize(weigh(seen), weigh(seen, 2));
  const share = weigh(holding) / weigh(seen);
  return { share: wilsonInterval(share, size, { hits, misses: all - hits }), hits, seen: all };
}
