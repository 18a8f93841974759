import { join } from "node:path";
import { Tensor } from "onnxruntime-node";
import * as z from "zod";
import { owlV2 } from "#core/detection/graph-signature.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import { rectFromNormalized } from "#core/detection/rect-from-normalized.ts";
import { AppError } from "#server/errors.ts";
import type { SessionOptions } from "#server/model/open-session.ts";
import { openSession } from "#server/model/open-session.ts";
import { boxOf, frontEndOutputs, sigmoid } from "./front-end-outputs.ts";
import type { OpenFrontEnd } from "./front-end-thread.ts";
import { photoPixels, Preprocessing } from "./photo-pixels.ts";
import { readFrontEndFile, readTokenizer } from "./read-front-end-file.ts";

export type Owlv2Settings = {
  readonly kind: "owlv2";
  /** Folder of the model's files, as made for transformers.js. */
  readonly folder: string;
  /** The graph, from the folder: `onnx/model.onnx`. */
  readonly model: string;
  readonly session: SessionOptions;
  /** The probability of a box's label must be over this, 0 to 1. */
  readonly boxThreshold: number;
};

const Config = z.object({
  text_config: z
    .object({ max_position_embeddings: z.number().int().min(3).max(4096).default(16) })
    .prefault({}),
});

/**
 * Opens an OWLv2 model: a query for each label, and for each box the label with the highest probability. To be
 * used in a thread: running it blocks the event loop.
 */
export async function openOwlv2(settings: Owlv2Settings): Promise<OpenFrontEnd> {
  const { folder, model, boxThreshold } = settings;
  const path = join(folder, model);
  const config = await readFrontEndFile(folder, "config.json", Config);
  const tokensMax = config.text_config.max_position_embeddings;
  const preprocessing = await readFrontEndFile(folder, "preprocessor_config.json", Preprocessing);
  const { tokenizer, padToken } = await readTokenizer(folder);
  const pad = padToken === null ? undefined : tokenizer.get_vocab().get(padToken);
  if (pad === undefined)
    throw new AppError(
      "INVALID",
      `${join(folder, "tokenizer_config.json")}: pad_token is missing or not in the vocabulary`,
    );
  const { session, provider, refused } = await openSession(path, owlV2, settings.session);

  return {
    provider,
    refused,
    async detect(photo, labels) {
      const pixels = await photoPixels(photo, preprocessing, { square: true });
      const tokenized = labels.map((label) => ({ label, tokens: tokenizer.encode(label).ids }));
      const asked = tokenized.filter(({ tokens }) => tokens.length <= tokensMax);
      const problems = tokenized
        .filter((one) => !asked.includes(one))
        .map(
          ({ label, tokens }) =>
            `label "${label}" is not looked for: it has ${tokens.length} tokens and the model reads ${tokensMax}`,
        );
      if (asked.length === 0) return { prompts: [], problems };
      const ids = new BigInt64Array(asked.length * tokensMax).fill(BigInt(pad));
      const mask = new BigInt64Array(ids.length);
      for (const [at, { tokens }] of asked.entries()) {
        ids.set(tokens.map(BigInt), at * tokensMax);
        mask.fill(1n, at * tokensMax, at * tokensMax + tokens.length);
      }
      const { width, height } = pixels.size;
      const outputs = await session.run({
        input_ids: new Tensor("int64", ids, [asked.length, tokensMax]),
        attention_mask: new Tensor("int64", mask, [asked.length, tokensMax]),
        pixel_values: new Tensor("float32", pixels.values, [1, 3, height, width]),
      });
      const { queries, row, logits, boxes } = frontEndOutputs(outputs, path);
      if (row !== asked.length)
        throw new AppError("INVALID", `${path}: it scores ${row} labels of ${asked.length}`);
      const prompts: Prompt[] = [];
      for (let patch = 0; patch < queries; patch++) {
        const scores = logits.subarray(patch * row, patch * row + row);
        const best = scores.reduce((top, logit, at) => (logit > scores[top]! ? at : top), 0);
        const score = sigmoid(scores[best]!);
        if (score <= boxThreshold) continue;
        const rect = rectFromNormalized(boxOf(boxes, patch), pixels.picture, pixels.photo);
        if (!rect) continue;
        const { label } = asked[best]!;
        prompts.push({ key: `owlv2:${patch}`, label, score, place: { kind: "rect", rect } });
      }
      return { prompts, problems };
    },
  };
}
