import { Backend } from "#core/detection/backend.ts";
import { IntrinsicsMode } from "#core/detection/intrinsics-mode.ts";
import { PromptSource } from "#core/detection/reconstruct-options.ts";
import type { Context } from "#server/context.ts";
import { readChoice } from "./arguments.ts";
import { tell } from "./print.ts";

/** The options of a command that has a detector look at photos. */
export const detectorFlags = {
  backend: { type: "string" },
  model: { type: "string" },
  prompts: { type: "string" },
  "prompt-model": { type: "string" },
  "prompts-file": { type: "string" },
  intrinsics: { type: "string" },
} as const;

/** The help of those of {@link detectorFlags} that read the same everywhere. */
export const detectorHelp = `  --model NAME     the model of the backend detany3d; the run keeps to exactly these files
  --prompts NAME   where that backend is to look: ${PromptSource.options.join(", ")}
  --prompt-model NAME  the model of prompts that a model finds
  --prompts-file FILE  places found beforehand (docs/prompts.schema.json)
  --intrinsics NAME    the camera it works with: ${IntrinsicsMode.options.join(", ")}`;

type DetectorValues = { readonly [Flag in keyof typeof detectorFlags]?: string };

/** The values of {@link detectorFlags} as words of the closed lists; a word that is none is a usage error. */
export function readDetectorOptions(values: DetectorValues) {
  return {
    models: { detector: values.model, prompts: values["prompt-model"] },
    options: {
      backend: readChoice("--backend", Backend, values.backend),
      prompts: readChoice("--prompts", PromptSource, values.prompts),
      intrinsicsMode: readChoice("--intrinsics", IntrinsicsMode, values.intrinsics),
    },
    file: values["prompts-file"],
  };
}

/** The options with the file of prompts stored, where one is named; tells which of its photos none of the scenes has. */
export async function withStoredPrompts(
  ctx: Context,
  { options, file }: ReturnType<typeof readDetectorOptions>,
  sceneIds: string[] | undefined,
) {
  if (!file) return options;
  const { storePromptsFile } = await import("#server/run/store-prompts-file.ts");
  const { promptsFile, warnings } = await storePromptsFile(ctx, file, sceneIds);
  for (const warning of warnings) tell(warning);
  return { ...options, prompts: "precomputed" as const, promptsFile };
}
