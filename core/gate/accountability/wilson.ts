/** A figure with the limits between which the true one lies in 95 of 100 cases. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

/** The share of cases in which an interval holds the true figure. */
const confidence = 0.95;

/** The 0.975 quantile of the standard normal distribution, which leaves 2.5 % on either side. */
export const normalQuantile = 1.959963984540054;

/** Up to this number of cases on the rare side the limit nearest to it is that of a Poisson count. */
const rareCases = 3;

/**
 * The Wilson score interval of a share of `size` independent cases. `size` need not be whole: for weighted
 * cases it is their effective number ({@link effectiveSize}). `hits` and `misses` are the cases as they were
 * counted.
 *
 * Where only one to three cases are on one side, Wilson's limit nearest to that end is too sure of itself: of
 * shares of about 0.2 / size it holds 84 in 100. There the one-sided Poisson limit is used, as Brown, Cai and
 * DasGupta propose.
 *
 * Sources: E. B. Wilson, Probable inference, JASA 22 (1927) 209-212; L. D. Brown, T. T. Cai, A. DasGupta,
 * Interval estimation for a binomial proportion, Statistical Science 16 (2001) 101-133.
 */
export function wilsonInterval(
  share: number,
  size: number,
  { hits, misses }: { readonly hits: number; readonly misses: number },
): Estimate {
  const z2 = normalQuantile ** 2;
  const middle = (share * size + z2 / 2) / (size + z2);
  const half =
    ((normalQuantile * Math.sqrt(size)) / (size + z2)) *
    Math.sqrt(share * (1 - share) + z2 / (4 * size));
  const low = hits === 0 ? 0 : Math.max(0, middle - half);
  const high = misses === 0 ? 1 : Math.min(1, middle + half);
  return {
    value: share,
    low: isRare(hits) ? Math.min(low, leastMean(hits) / size) : low,
    high: isRare(misses) ? Math.max(high, 1 - leastMean(misses) / size) : high,
  };
}

/**
 * How many equally weighted cases tell as much as weighted ones do: (Σw)² / Σw².
 *
 * Source: L. Kish, Survey Sampling (1965).
 */
export function effectiveSize(sumOfWeights: number, sumOfSquares: number): number {
  return sumOfWeights ** 2 / sumOfSquares;
}

function isRare(cases: number): boolean {
  return cases >= 1 && cases <= rareCases;
}

/** The mean of the Poisson distribution that gives fewer than `cases` with the probability of 95 %. */
function leastMean(cases: number): number {
  let [low, high] = [0, cases];
  for (let step = 0; step < 50; step++) {
    const mean = (low + high) / 2;
    if (belowProbability(cases, mean) > confidence) low = mean;
    else high = mean;
  }
  return low;
}

function belowProbability(cases: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let count = 1; count < cases; count++) {
    term *= mean / count;
    sum += term;
  }
  return sum;
}
