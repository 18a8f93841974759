import { readFile } from "node:fs/promises";
import * as z from "zod";
import type { GatePromptVersion } from "#core/gate/gate-options.ts";
import { GateExample } from "#core/gate/gate-prompt.ts";
import { env } from "#server/env.ts";
import { AppError, messageOf } from "#server/errors.ts";
import { hashOf } from "#server/storage.ts";

/** What all prompts of a run have in common. */
export type PromptSource = {
  readonly template: string;
  readonly examples: readonly GateExample[];
  /** Over both. */
  readonly hash: string;
};

const Examples = z.array(GateExample).max(8);

/** The template of a version of the gate's prompt, with the examples that this process's environment names. */
export async function readGatePrompt(version: GatePromptVersion): Promise<PromptSource> {
  const template = await readFile(new URL(`./prompts/${version}.md`, import.meta.url), "utf8");
  const file = env().GSI_GATE_EXAMPLES;
  const text = file ? await readExamples(file) : "";
  return {
    template,
    examples: text ? parseExamples(file!, text) : [],
    hash: hashOf(template + text),
  };
}

async function readExamples(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new AppError("PRECONDITION", `GSI_GATE_EXAMPLES: ${messageOf(error)}`);
  }
}

function parseExamples(file: string, text: string): GateExample[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new AppError(
      "PRECONDITION",
      `GSI_GATE_EXAMPLES: ${file} is not JSON: ${messageOf(error)}`,
    );
  }
  const parsed = Examples.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(
    "PRECONDITION",
    `GSI_GATE_EXAMPLES: ${file}: ${issue!.path.join(".")}: ${issue!.message} (docs/gate.md)`,
  );
}
