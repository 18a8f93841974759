/** A label with its tokens, without those that begin and end a text. */
export type TokenizedLabel = { readonly label: string; readonly tokens: readonly number[] };

/** The tokens that hold a caption together. */
export type CaptionTokens = {
  readonly begin: number;
  readonly end: number;
  /** What stands behind every label: the token or tokens of ".". */
  readonly stop: readonly number[];
};

/** A caption as the model reads it: `begin label stop label stop ... end`. */
export type GroundingCaption = {
  readonly tokens: readonly number[];
  /** Where each label's tokens stand in it: from `from`, up to but without `to`. */
  readonly spans: readonly LabelSpan[];
};
export type LabelSpan = { readonly label: string; readonly from: number; readonly to: number };

/**
 * Joins labels to captions of at most `tokensMax` tokens and `labelsMax` labels each, in order. A label that
 * has no tokens, or alone is too long for a caption, is in none: it comes back in `unused`.
 *
 * Source: Grounding DINO's caption rule (labels end in "."), IDEA-Research/GroundingDINO, util/inference.py.
 */
export function groundingCaptions(
  labels: readonly TokenizedLabel[],
  { begin, end, stop }: CaptionTokens,
  { tokensMax, labelsMax }: { readonly tokensMax: number; readonly labelsMax: number },
): { readonly captions: readonly GroundingCaption[]; readonly unused: readonly string[] } {
  const captions: GroundingCaption[] = [];
  const unused: string[] = [];
  let tokens = [begin];
  let spans: LabelSpan[] = [];
  const finish = () => {
    if (spans.length > 0) captions.push({ tokens: [...tokens, end], spans });
    tokens = [begin];
    spans = [];
  };
  for (const { label, tokens: own } of labels) {
    const needed = own.length + stop.length + 1;
    if (own.length === 0 || 1 + needed > tokensMax) {
      unused.push(label);
      continue;
    }
    if (tokens.length + needed > tokensMax || spans.length === labelsMax) finish();
    spans.push({ label, from: tokens.length, to: tokens.length + own.length });
    tokens.push(...own, ...stop);
  }
  finish();
  return { captions, unused };
}
