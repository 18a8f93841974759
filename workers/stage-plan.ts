import type { Provenance } from "#core/provenance.ts";
import type { RunParameters } from "#core/run/run-parameters.ts";
import type { Context } from "#server/context.ts";

/** What a stage is asked to do: one subject (a scene, a frame, a sample or an export) under a run's parameters. */
export type StageRequest = {
  readonly ctx: Context;
  readonly runId: string;
  readonly subjectId: string;
  readonly parameters: RunParameters;
};

/**
 * What a stage answers once it has looked at its subject: from what the result follows, how to compute it,
 * and which subjects the next stage gets. The same provenance already stored means nothing is computed.
 */
export type StagePlan = {
  readonly provenance: Omit<Provenance, "stage" | "codeVersion" | "model" | "modelHash"> &
    Partial<Pick<Provenance, "model" | "modelHash">>;
  /** The backend, where a stage keeps a result for each backend. */
  readonly variant?: string;
  /** Whether what was stored is still there and right, where it lies in a file that people may remove. Asked only when the same was done before. */
  isWhole?(): Promise<boolean>;
  /** Does the work outside any transaction and returns the step that stores it inside one. */
  compute(): Promise<(ctx: Context, provenanceHash: string) => Promise<void>>;
  /** Ids of the subjects of the next stage, read after the results are stored. */
  next(ctx: Context): Promise<string[]>;
  /** Whether the subject is to be detected again, as a task of the same run: what was found for it holds no longer. */
  redetects?(ctx: Context): Promise<boolean>;
};

/** That a run was paused by what a stage found, e.g. that its budget is spent: the task waits with it. */
export class RunPaused extends Error {}

/** That a run was cancelled while its task was in hand: for stages whose work is too long to be done for nothing. */
export class RunCancelled extends Error {}

/** One stage: its own version (raised whenever its result may change) and its plan for a subject. */
export type StageHandler = {
  readonly version: number;
  plan(request: StageRequest): Promise<StagePlan>;
};
