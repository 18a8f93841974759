import * as z from "zod";

/** The parts of an OpenAI-compatible chat completion that are read; servers add many others. */

const Usage = z.object({
  prompt_tokens: z.number().int().nonnegative(),
  completion_tokens: z.number().int().nonnegative(),
});

/** A whole answer. */
export const ChatCompletion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
        }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: Usage.nullish(),
});

/** A piece of an answer that comes as a stream. */
export const ChatChunk = z.object({
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
      finish_reason: z.string().nullish(),
    }),
  ),
  usage: Usage.nullish(),
});

/** What went wrong, as most servers say it; in a stream it may come in the place of a chunk. */
export const ChatError = z.object({
  error: z.union([
    z.string(),
    z.object({ message: z.string(), param: z.string().nullish(), code: z.unknown() }),
  ]),
});
