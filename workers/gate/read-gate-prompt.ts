import { readFile } from "node:fs/promises";
import type { GatePromptVersion } from "#core/gate/gate-options.ts";
import { hashOf } from "#server/storage.ts";

/** The template of a version of the gate's prompt, and its SHA-256. */
export async function readGatePrompt(
  version: GatePromptVersion,
): Promise<{ template: string; templateHash: string }> {
  const template = await readFile(new URL(`./prompts/${version}.md`, import.meta.url), "utf8");
  return { template, templateHash: hashOf(template) };
}
