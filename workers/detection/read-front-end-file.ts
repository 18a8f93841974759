import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import * as z from "zod";
import { describeIssue } from "#core/scene/json-path.ts";
import { AppError, messageOf } from "#server/errors.ts";
import { readJsonFile } from "#server/scene/read-json-file.ts";

/** The largest of these files are vocabularies of a few MiB. */
const sizeMaxMebibytes = 64;

/** Reads a JSON file of a model folder. What is wrong with it is said with its path and field. */
export async function readFrontEndFile<T>(
  folder: string,
  name: string,
  schema: z.ZodType<T>,
): Promise<T> {
  const path = join(folder, name);
  const size = await stat(path).then(
    (file) => file.size,
    () => null,
  );
  if (size === null)
    throw new AppError("INVALID", `${path} is missing: copy the model with all its files`);
  if (size > sizeMaxMebibytes * 2 ** 20)
    throw new AppError("INVALID", `${path} is larger than ${sizeMaxMebibytes} MiB`);
  const json = await readJsonFile(path).catch((error: unknown) => {
    throw new AppError("INVALID", `${path}: ${messageOf(error)}`);
  });
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new AppError("INVALID", `${path}: ${describeIssue(parsed.error, [])}`);
  return parsed.data;
}

const TokenizerFile = z.looseObject({ model: z.looseObject({}) });
const TokenizerConfig = z.looseObject({
  pad_token: z
    .union([z.string(), z.looseObject({ content: z.string() }).transform(({ content }) => content)])
    .nullish(),
});

/** The tokenizer of a model folder, with the token that it pads texts with. */
export async function readTokenizer(
  folder: string,
): Promise<{ readonly tokenizer: Tokenizer; readonly padToken: string | null }> {
  const file = await readFrontEndFile(folder, "tokenizer.json", TokenizerFile);
  const config = await readFrontEndFile(folder, "tokenizer_config.json", TokenizerConfig);
  try {
    const tokenizer = new Tokenizer(file, config);
    tokenizer.encode("a");
    return { tokenizer, padToken: config.pad_token ?? null };
  } catch (error) {
    const path = join(folder, "tokenizer.json");
    throw new AppError("INVALID", `${path} is no tokenizer that can be used: ${messageOf(error)}`);
  }
}
