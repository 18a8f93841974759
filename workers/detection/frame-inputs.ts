import { canonicalJson } from "#core/canonical-json.ts";
import type { FrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import { hashOf } from "#server/storage.ts";

/** Hashes of what a result about a photo follows from, beside the picture itself: its scan, its camera and where its depth lies. */
export function frameInputs({
  frameId,
  intrinsics,
  cameraFromWorld,
  depth,
  scene,
}: FrameAnnotation): string[] {
  const view = { frameId, intrinsics, cameraFromWorld, depth };
  return [scene.inputsHash, hashOf(canonicalJson(view))];
}
