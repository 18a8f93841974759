import * as z from "zod";
import { ContentHash } from "#core/release/manifest.ts";
import { Backend } from "./backend.ts";
import { DetectionOptions } from "./detection-options.ts";
import { IntrinsicsMode } from "./intrinsics-mode.ts";

/** A model of the registry, pinned: the run uses these very files or fails. */
export const ModelPin = z.object({
  name: z.string().min(1).max(100),
  /** SHA-256 over its manifest, which holds those of its files. */
  hash: ContentHash,
});
export type ModelPin = z.infer<typeof ModelPin>;

/** Where the places come from that a 3D detector is asked about. */
export const PromptSource = z.enum(["annotation", "precomputed", "grounding-dino", "owlv2"]);
export type PromptSource = z.infer<typeof PromptSource>;

/** Whether a model of the registry finds the places. */
export function isModelPrompts(prompts: PromptSource): boolean {
  return prompts === "grounding-dino" || prompts === "owlv2";
}

/** How photos become labelled 3D boxes. */
export const ReconstructOptions = z.object({
  backend: Backend.default("annotation"),
  prompts: PromptSource.default("annotation"),
  /** The 3D detector's model, for the backend `detany3d`. */
  model: ModelPin.nullable().default(null),
  /** The 2D detector's model, for prompts that a model finds. */
  promptModel: ModelPin.nullable().default(null),
  /** The file of prompts, where they are precomputed: its name, and the SHA-256 under which it is stored. */
  promptsFile: z.object({ name: z.string(), hash: ContentHash }).nullable().default(null),
  /** Least score of a place that a model finds, and of a word that names it. */
  boxThreshold: z.number().min(0).max(1).default(0.37),
  textThreshold: z.number().min(0).max(1).default(0.25),
  intrinsicsMode: IntrinsicsMode.default("given"),
  /** Which prompts are asked about and which answers are believed. */
  detection: DetectionOptions.prefault({}),
});
export type ReconstructOptions = z.infer<typeof ReconstructOptions>;
