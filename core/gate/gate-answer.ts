import * as z from "zod";
import { Edit } from "#core/sample/revision.ts";
import { GateReason } from "./gate-reason.ts";

/** What the gate decides about a candidate; `unsure` goes to people like `keep`, marked as such. */
export const GateVerdict = z.enum(["keep", "drop", "unsure"]);
export type GateVerdict = z.infer<typeof GateVerdict>;

const Share = z.number().min(0).max(1);

/** A rectangle as shares of the photo: left and right from its left edge, top and bottom from its upper edge. */
const Region = z
  .tuple([Share, Share, Share, Share])
  .refine(
    ([left, top, right, bottom]) => left < right && top < bottom,
    "must be [left, top, right, bottom] with left < right and top < bottom",
  );

/** A better name for the object, and where the model sees the thing that it names. */
export const LabelCorrection = z.strictObject({
  label: Edit.shape.label.describe(
    "what the object is: singular, lower case, at most 80 characters",
  ),
  region: Region.describe(
    "where it is: [left, top, right, bottom] as shares of the photo from 0 to 1",
  ),
});
export type LabelCorrection = z.infer<typeof LabelCorrection>;

/** How many rewrites the model is asked for. */
export const rewriteCount = 3;

/**
 * What the model answers about one candidate. The order of the fields is the order in which they are to be
 * written: what is seen before what is decided.
 */
export const GateAnswer = z
  .strictObject({
    sample: z.string().min(1).max(100).describe("the id of the sample, as given in the data"),
    comment: z
      .string()
      .max(1000)
      .describe("what the pictures show, in at most three sentences; may be empty"),
    reasons: z
      .array(
        z.strictObject({
          reason: GateReason,
          text: z.string().max(300).describe("what in the pictures shows it, in one sentence"),
        }),
      )
      .max(GateReason.options.length)
      .describe("what speaks against the edit; empty when nothing does"),
    verdict: GateVerdict.describe("keep, drop or unsure"),
    confidence: Share.describe("how sure the verdict is, a number from 0 to 1"),
    labelCorrection: LabelCorrection.nullable().describe("null when the label is right"),
    rewrites: z
      .array(Edit.shape.instruction)
      .length(rewriteCount)
      .describe(`exactly ${rewriteCount} other wordings of the instruction`),
  })
  .refine(
    ({ verdict, reasons, comment }) =>
      verdict !== "drop" || reasons.length > 0 || comment.trim() !== "",
    "a drop needs at least one reason or a comment",
  );
export type GateAnswer = z.infer<typeof GateAnswer>;

/** The keywords that all services with strict structured outputs know. */
const strictKeywords = new Set([
  "type",
  "description",
  "enum",
  "anyOf",
  "items",
  "properties",
  "required",
  "additionalProperties",
]);

/**
 * The answer as JSON Schema for structured outputs of the strict kind (OpenAI's and those that follow it):
 * every property is required and no other is allowed. Bounds of numbers, texts and lists are left out, as
 * not every service takes them; the descriptions state them, and reading the answer enforces them.
 */
export function gateAnswerJsonSchema(): z.core.JSONSchema.BaseSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(GateAnswer, {
    override: ({ jsonSchema }) => {
      // A tuple: here of equal members.
      const [member] = jsonSchema.prefixItems ?? [];
      if (member) jsonSchema.items = member;
      for (const keyword of Object.keys(jsonSchema))
        if (!strictKeywords.has(keyword)) delete jsonSchema[keyword];
    },
  });
  return schema;
}
