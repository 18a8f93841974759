import { join } from "node:path";
import type { Tokenizer } from "@huggingface/tokenizers";
import { Tensor } from "onnxruntime-node";
import * as z from "zod";
import { groundingDino } from "#core/detection/graph-signature.ts";
import type { CaptionTokens, GroundingCaption } from "#core/detection/grounding-captions.ts";
import { groundingCaptions } from "#core/detection/grounding-captions.ts";
import { labelBySpan } from "#core/detection/label-by-span.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import { rectFromNormalized } from "#core/detection/rect-from-normalized.ts";
import { AppError } from "#server/errors.ts";
import type { SessionOptions } from "#server/model/open-session.ts";
import { openSession } from "#server/model/open-session.ts";
import { boxOf, frontEndOutputs, sigmoid } from "./front-end-outputs.ts";
import type { OpenFrontEnd } from "./front-end-thread.ts";
import type { PhotoPixels } from "./photo-pixels.ts";
import { photoPixels, Preprocessing } from "./photo-pixels.ts";
import { readFrontEndFile, readTokenizer } from "./read-front-end-file.ts";

export type GroundingDinoSettings = {
  readonly kind: "grounding-dino";
  /** Folder of the model's files, as made for transformers.js. */
  readonly folder: string;
  /** The graph, from the folder: `onnx/model.onnx`. */
  readonly model: string;
  readonly session: SessionOptions;
  /** A label's best token must be over this, 0 to 1. */
  readonly boxThreshold: number;
  /** The mean over a label's tokens must be over this, 0 to 1. */
  readonly textThreshold: number;
  /** For an export that scores the first label of a caption only: a run of the graph for each label. */
  readonly oneCaptionPerLabel: boolean;
};

const Config = z.object({ max_text_len: z.number().int().min(8).max(4096).default(256) });

/** Opens a Grounding DINO model. To be used in a thread: running it blocks the event loop. */
export async function openGroundingDino(settings: GroundingDinoSettings): Promise<OpenFrontEnd> {
  const { folder, model, boxThreshold, textThreshold, oneCaptionPerLabel } = settings;
  const path = join(folder, model);
  const { max_text_len: tokensMax } = await readFrontEndFile(folder, "config.json", Config);
  const preprocessing = await readFrontEndFile(folder, "preprocessor_config.json", Preprocessing);
  const { tokenizer } = await readTokenizer(folder);
  const frame = captionTokens(tokenizer, folder);
  const { session, provider, refused } = await openSession(path, groundingDino, settings.session);

  return {
    provider,
    refused,
    async detect(photo, labels) {
      const pixels = await photoPixels(photo, preprocessing, { square: false });
      const { captions, unused } = groundingCaptions(
        labels.map((label) => ({ label, tokens: tokensOf(tokenizer, label) })),
        frame,
        { tokensMax, labelsMax: oneCaptionPerLabel ? 1 : Infinity },
      );
      const prompts: Prompt[] = [];
      for (const [number, caption] of captions.entries()) {
        sameAsWhole(tokenizer, caption, folder);
        const outputs = frontEndOutputs(await session.run(feeds(pixels, caption)), path);
        const { queries, row, logits, boxes } = outputs;
        const length = caption.tokens.length;
        if (row < length)
          throw new AppError(
            "INVALID",
            `${path}: it scores ${row} tokens of a caption of ${length}: check max_text_len in config.json`,
          );
        for (let query = 0; query < queries; query++) {
          const probabilities = logits.subarray(query * row, query * row + length).map(sigmoid);
          const named = labelBySpan(probabilities, caption.spans, { boxThreshold, textThreshold });
          const rect =
            named && rectFromNormalized(boxOf(boxes, query), pixels.picture, pixels.photo);
          if (!named || !rect) continue;
          const key = `grounding-dino:${number}.${query}`;
          prompts.push({ key, ...named, place: { kind: "rect", rect } });
        }
      }
      const problems = unused.map(
        (label) =>
          `label "${label}" is not looked for: it has no tokens, or more than a caption of ${tokensMax} holds`,
      );
      return { prompts, problems };
    },
  };
}

function tokensOf(tokenizer: Tokenizer, text: string): number[] {
  return tokenizer.encode(text, { add_special_tokens: false }).ids;
}

function captionTokens(tokenizer: Tokenizer, folder: string): CaptionTokens {
  const stop = tokensOf(tokenizer, ".");
  const { ids } = tokenizer.encode(".");
  const [begin, end] = [ids[0], ids.at(-1)];
  if (begin === undefined || end === undefined || ids.length !== stop.length + 2)
    throw new AppError(
      "INVALID",
      `${join(folder, "tokenizer.json")}: it does not put one token before a text and one behind it, as Grounding DINO's does`,
    );
  return { begin, end, stop };
}

/** Spans are counted label by label, which holds for tokenizers whose tokens do not cross words. */
function sameAsWhole(tokenizer: Tokenizer, { tokens, spans }: GroundingCaption, folder: string) {
  const whole = tokenizer.encode(`${spans.map(({ label }) => label).join(" . ")} .`).ids;
  if (whole.length === tokens.length && whole.every((token, at) => token === tokens[at])) return;
  throw new AppError(
    "INVALID",
    `${join(folder, "tokenizer.json")}: a caption has other tokens than its labels one by one, so labels cannot be told apart: use the WordPiece tokenizer of the model`,
  );
}

function feeds({ values, size: { width, height } }: PhotoPixels, { tokens }: GroundingCaption) {
  const length = tokens.length;
  const whole = (numbers: BigInt64Array, dims: number[]) => new Tensor("int64", numbers, dims);
  return {
    pixel_values: new Tensor("float32", values, [1, 3, height, width]),
    pixel_mask: whole(new BigInt64Array(height * width).fill(1n), [1, height, width]),
    input_ids: whole(BigInt64Array.from(tokens, BigInt), [1, length]),
    token_type_ids: whole(new BigInt64Array(length), [1, length]),
    attention_mask: whole(new BigInt64Array(length).fill(1n), [1, length]),
  };
}
