import type { Prompt } from "#core/detection/prompt.ts";

/** One photo in which a 2D detector is to find things. */
export type PromptRequest = {
  /** The photo's key in its scene. */
  readonly frameKey: string;
  /** The photo as a file (JPEG, PNG). */
  readonly photo: Uint8Array;
  /** Labels to look for, as people say them. */
  readonly labels: readonly string[];
  readonly signal?: AbortSignal;
};

/** What was found, best first, and a sentence for each thing that could not be looked for or used. */
export type FoundPrompts = {
  readonly prompts: readonly Prompt[];
  readonly problems: readonly string[];
};

/** Something that finds labelled things in a photo, before any merging or limit on their overlap. */
export type Detector2d = {
  /** Rejects with an error that says what is wrong and what to do; other requests go on. */
  detect(request: PromptRequest): Promise<FoundPrompts>;
  close(): Promise<void>;
};
