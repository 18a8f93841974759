import { cellsOf } from "./cells.ts";
import type { GateOutcome } from "./outcome.ts";
import { countOf, isAccepted, isRejected, isSeen } from "./outcome.ts";
import type { Share } from "./share.ts";
import { shareWithin } from "./share.ts";

/** Candidates about which the model said the same with about the same confidence. */
export type CalibrationBin = {
  /** Least and greatest confidence in it, both included. */
  readonly from: number;
  readonly to: number;
  readonly candidates: number;
  readonly meanConfidence: number;
  /** Share in which people agree with the model; null where they saw none of a way in which some came to them. */
  readonly right: Share | null;
};

export type Calibration = {
  /** What the model wanted kept: right where people accept. */
  readonly keep: readonly CalibrationBin[];
  /** What it wanted dropped, in force or not: right where people reject. */
  readonly drop: readonly CalibrationBin[];
  /** Expected calibration error over the bins with a share; null without any. */
  readonly error: number | null;
};

const mostBins = 10;
/** A bin of fewer seen candidates says next to nothing. */
const leastSeen = 10;

/**
 * How far the model's confidence is the share in which it is right (reliability curve), for its own verdicts
 * and not for those that overruled it. What it was unsure about is left out: it claims nothing there.
 *
 * Bins hold about equally many seen candidates, as models say few different numbers: at most ten, and no more
 * than leave ten seen ones to each. Candidates of equal confidence are not parted.
 *
 * The expected calibration error is the mean distance between confidence and share, weighted by candidates.
 * With few seen ones it is too large by chance alone.
 *
 * Source: C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger, On calibration of modern neural networks, ICML 2017;
 * for bins of equal count M. P. Naeini, G. F. Cooper, M. Hauskrecht, Obtaining well calibrated
 * probabilities using Bayesian binning, AAAI 2015.
 */
export function calibrationOf(outcomes: readonly GateOutcome[]): Calibration {
  const [keep, drop] = (["keep", "drop"] as const).map((verdict) =>
    curveOf(
      outcomes.filter(({ said }) => said === verdict),
      verdict === "keep" ? isAccepted : isRejected,
    ),
  );
  return { keep: keep!, drop: drop!, error: errorOf([...keep!, ...drop!]) };
}

function curveOf(
  outcomes: readonly GateOutcome[],
  isRight: Parameters<typeof cellsOf>[2],
): CalibrationBin[] {
  const confident = outcomes.flatMap((outcome) =>
    outcome.confidence === null ? [] : [{ outcome, confidence: outcome.confidence }],
  );
  const seenAll = countOf(confident.map(({ outcome }) => outcome).filter(isSeen));
  const count = Math.max(1, Math.min(mostBins, Math.floor(seenAll / leastSeen)));
  const groups = [...Map.groupBy(confident, ({ confidence }) => confidence)].toSorted(
    ([a], [b]) => a - b,
  );
  let before = 0;
  const bins = Map.groupBy(groups, ([, group]) => {
    const seen = countOf(group.map(({ outcome }) => outcome).filter(isSeen));
    const middle = before + seen / 2;
    before += seen;
    return seenAll === 0 ? 0 : Math.min(count - 1, Math.floor((count * middle) / seenAll));
  });
  return [...bins.values()].map((own) => {
    const inside = own.flatMap(([, group]) => group);
    const all = inside.map(({ outcome }) => outcome);
    const candidates = countOf(all);
    return {
      from: own[0]![0],
      to: own.at(-1)![0],
      candidates,
      meanConfidence:
        inside.reduce((sum, one) => sum + one.outcome.count * one.confidence, 0) / candidates,
      right: shareWithin(cellsOf(all, all, isRight)),
    };
  });
}

function errorOf(bins: readonly CalibrationBin[]): number | null {
  let [distance, candidates] = [0, 0];
  for (const bin of bins) {
    if (!bin.right) continue;
    distance += bin.candidates * Math.abs(bin.right.value - bin.meanConfidence);
    candidates += bin.candidates;
  }
  return candidates === 0 ? null : distance / candidates;
}
