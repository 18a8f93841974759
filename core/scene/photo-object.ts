import type { BoxInCamera } from "#core/geometry/oriented-box.ts";

/** A labelled box that is stated for one photo, in its camera frame. */
export type PhotoObject = {
  /** Unique in the scene. */
  readonly key: string;
  readonly label: string;
  readonly rawLabel: string;
  readonly box: BoxInCamera;
};
