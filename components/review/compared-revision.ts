import { create } from "zustand";
import type { SampleRevision } from "#server/sample/get-sample.ts";

/** The earlier version of the sample on the screen that somebody points at in its history: photo and room show its boxes too. */
export const useComparedRevision = create<{ compared: SampleRevision | null }>()(() => ({
  compared: null,
}));

/** Shows the boxes of a version beside those on the screen; null takes them away. */
export function compareRevision(compared: SampleRevision | null): void {
  useComparedRevision.setState({ compared });
}
