import * as z from "zod";
import { Stage } from "./stage.ts";

/**
 * How a result was made: everything that decides it, and nothing else (no times, no names of machines).
 * Two results with equal provenance are equal.
 */
export const Provenance = z.object({
  stage: Stage,
  /** Version of the studio and of the stage, e.g. "0.1.0/select-frames.1". */
  codeVersion: z.string(),
  /** Model, detector or backend used; null when plain rules decide. */
  model: z.string().nullable(),
  /** SHA-256 of the model's files; null without a model. */
  modelHash: z.string().nullable(),
  /** Options of the stage. */
  parameters: z.json(),
  seed: z.number().int(),
  /** Content hashes of what the stage read, in a fixed order. */
  inputs: z.array(z.string()),
});
export type Provenance = z.infer<typeof Provenance>;
