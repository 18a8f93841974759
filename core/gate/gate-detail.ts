import * as z from "zod";
import { GateAnswer, GateVerdict, LabelCorrection } from "./gate-answer.ts";
import { EvidenceKind } from "./gate-prompt-facts.ts";
import { GateReason } from "./gate-reason.ts";

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What became of a wording that the model proposed. */
export const JudgedRewrite = z.object({
  text: z.string(),
  /** Why it does not say what the edit does; empty where it does. */
  problems: z.array(z.string()),
});
export type JudgedRewrite = z.infer<typeof JudgedRewrite>;

/** Everything behind a model's verdict: what it was shown and asked, what it answered, what was made of that. */
export const GateDetail = z.object({
  prompt: z.object({
    version: z.string(),
    /** SHA-256 of the template with the examples. */
    templateHash: Hash,
    /** The whole text as it was sent (content hash). */
    textHash: Hash,
  }),
  /** The pictures as they were sent (content hashes). */
  pictures: z.array(z.object({ kind: EvidenceKind, hash: Hash })),
  /** The requests behind it, in their order (`GateCall.requestHash`). */
  requests: z.array(Hash),
  /** One for each vote; those without a usable answer say why. */
  votes: z.array(z.object({ answer: GateAnswer.nullable(), problem: z.string().nullable() })),
  /** What the votes come to. */
  answer: z.object({
    verdict: GateVerdict,
    confidence: z.number(),
    comment: z.string(),
    reasons: z.array(z.object({ reason: GateReason, text: z.string() })),
    labelCorrection: LabelCorrection.nullable(),
  }),
  /** Why the verdict is not the one of `answer`; null where it is. */
  overruled: z.string().nullable(),
  labelFix: LabelCorrection.extend({
    from: z.string(),
    /** Why it was not taken over; null where it was. */
    refused: z.string().nullable(),
  }).nullable(),
  rewrites: z.array(JudgedRewrite),
});
export type GateDetail = z.infer<typeof GateDetail>;
