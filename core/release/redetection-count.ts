/** How many samples a detector found again when it was asked with their labels. */
export type RedetectionCount = {
  readonly found: number;
  readonly notFound: number;
  /** Samples whose current revision no detector was asked about. */
  readonly notLookedAt: number;
};

/** The counts in words: "12 found again, 1 not found, 3 not looked at". */
export function redetectionCountText({ found, notFound, notLookedAt }: RedetectionCount): string {
  return `${found} found again, ${notFound} not found, ${notLookedAt} not looked at`;
}
