import * as z from "zod";

/** The versions of the prompt, each a file of that name in `workers/gate/prompts/`. A version that samples were gated by is not changed: a change is a new version. */
export const GatePromptVersion = z.enum(["gate-1"]);
export type GatePromptVersion = z.infer<typeof GatePromptVersion>;

/** A multimodal model looks at every candidate that the rules let through. */
const ModelGateOptions = z.object({
  kind: z.literal("mllm"),
  /** The model as its server calls it. */
  model: z.string().min(1).max(200),
  prompt: GatePromptVersion.default("gate-1"),
  /** How often the model is asked about one candidate; see `combineVotes`. */
  votes: z.number().int().min(1).max(9).default(1),
  /** Sampling temperature. 0 makes all votes equal: 0.7 suits more than one. */
  temperature: z.number().min(0).max(2).default(0),
  /** Longest side of each photo in the pictures that the model sees, pixels. */
  pictureSidePixels: z.number().int().min(512).max(2048).default(768),
  /** Whether it also sees the photo without anything drawn in. */
  barePhoto: z.boolean().default(false),
  /** A drop of less confidence is left to people. */
  dropAtConfidence: z.number().min(0).max(1).default(0.6),
  /** Share of the dropped candidates that people are shown blind, to see what the gate loses. */
  auditShare: z.number().min(0).max(1).default(0.05),
  /** Most tokens of one answer. */
  maxOutputTokens: z.number().int().min(100).max(100_000).default(1500),
});

/** What decides which candidates people see. */
export const GateKind = z.enum(["rules", "mllm"]);

/** The gate of a run. `rules`: the plausibility findings alone. */
export const GateOptions = z
  .discriminatedUnion("kind", [z.object({ kind: z.literal("rules") }), ModelGateOptions])
  .prefault({ kind: "rules" });
export type GateOptions = z.infer<typeof GateOptions>;
export type ModelGateOptions = z.infer<typeof ModelGateOptions>;
