import { plainLine } from "./outside-text.ts";

const verdictWord = "(?:keep|drop|unsure|accept|approve|reject|yes|no)";

/**
 * Ways in which a text speaks to the model that reads it instead of naming a thing or asking for an edit.
 * "Keep everything else as it is" and the like are ordinary ends of instructions.
 */
const orderPatterns: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:above|before|previous|prior|earlier|foregoing|instructions?|orders?|rules?|prompt|everything)\b/i,
  new RegExp(
    String.raw`\b(?:answer|reply|respond|vote)\b(?: (?:only|always|simply|just|must be|is|with|to (?:this|it) with))*[ :"'“]+${verdictWord}\b`,
    "i",
  ),
  new RegExp(
    String.raw`\b(?:verdict|confidence|labelCorrection)\b["'”]?\s*(?:[:=]|is\b|must\b|to\b)`,
    "i",
  ),
  /(?:^|[^\p{L}])(?:system|assistant|developer|user|human)(?: (?:prompt|message))?\s*[:\]>]/iu,
  /<\|[^|]*\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:data|system|user|assistant|instructions?)>/i,
  /\b(?:you are|act as|pretend to be) (?:now |a |an |the )*(?:ai|assistant|(?:language )?model|judge|reviewer|gate)\b/i,
  /\b(?:your|new|these|following) (?:instructions?|orders|rules|task|system prompt)\b/i,
];

/**
 * What in a text from outside looks like an order to the model, as it stands there on one plain line; null
 * when nothing does. A finding and no proof: a keep on such a text is left to people (`decide.ts`).
 */
export function looksLikeOrders(text: string): string | null {
  // Letters of other shape, and characters that show nothing, may be there to hide a word.
  const plain = text.normalize("NFKC");
  const line = plainLine(plain, Infinity);
  const joined = plainLine(plain.replaceAll(/\p{Cf}/gu, ""), Infinity);
  for (const pattern of orderPatterns)
    for (const one of [line, joined]) {
      const found = pattern.exec(one);
      if (found) return found[0].trim();
    }
  return null;
}
