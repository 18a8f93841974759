import type { PhotoDetections } from "#core/detection/detection.ts";
import type { IntrinsicsMode } from "#core/detection/intrinsics-mode.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";

/** One photo that a 3D detector is asked about. */
export type DetectionRequest = {
  /** The photo as a file (JPEG, PNG). */
  readonly photo: Uint8Array;
  /** Its camera, in its own pixels. */
  readonly intrinsics: Intrinsics;
  readonly prompts: readonly Prompt[];
  readonly intrinsicsMode: IntrinsicsMode;
  /** By which share of its size a rectangle is enlarged on every side; 0 when left out. */
  readonly promptExpand?: 0 | 0.1;
  readonly signal?: AbortSignal;
};

/** Something that turns a photo and prompts into 3D boxes: a model in this machine's threads, or a service. */
export type Detector3d = {
  /** Rejects with an error that says what is wrong and what to do; other requests go on. */
  detect(request: DetectionRequest): Promise<PhotoDetections>;
  close(): Promise<void>;
};
