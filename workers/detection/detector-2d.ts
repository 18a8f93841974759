import type { Prompt } from "#core/detection/prompt.ts";

/** One photo in which a 2D detector is to find things. */
export type PromptRequest = {
  readonly photo: Uint8Array;
  /** Labels to look for, as people say them. */
  readonly labels: readonly string[];
  readonly signal?: AbortSignal;
};

/** Something that finds labelled things in a photo, before any merging or limit on their overlap. */
export type Detector2d = {
  detect(request: PromptRequest): Promise<Prompt[]>;
  close(): Promise<void>;
};
