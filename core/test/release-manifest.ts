import type { Manifest, ReleasedSample } from "#core/release/manifest.ts";
import type { PublishedEdit } from "#core/release/published-edit.ts";

const hash = "0".repeat(64);

/** A move of a chair half a metre to the right, as its file says it. */
export const movedChair: PublishedEdit = {
  prompt: "Move the chair 50 cm to the right.",
  target: "chair",
  original_bbox_3d: [-0.9, 0.35, 3, 0.5, 0.9, 0.5, 0],
  new_bbox_3d: [-0.4, 0.35, 3, 0.5, 0.9, 0.5, 0],
  camera_intrinsics: [
    [728, 0, 447],
    [0, 728, 337],
    [0, 0, 1],
  ],
  rotation_matrix: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
};

/** A sample of a release, kept by the gate and reviewed by nobody. */
export function releasedSample(change: Partial<ReleasedSample> = {}): ReleasedSample {
  return {
    sampleId: "sample-0",
    imageId: "aaaaaaaaaa_frame_000000",
    queryId: "0",
    revision: { id: "sample-0:1", number: 1, author: "pipeline" },
    operation: { kind: "move", direction: "right", distanceMeters: 0.5 },
    label: "chair",
    provenance: { reconstruction: null, proposal: hash, gate: null },
    gate: { name: "rules", verdict: "keep" },
    reviews: [],
    edit: movedChair,
    ...change,
  };
}

/** A release of these samples; `photos` says the hash of each photo by its image id. */
export function releaseOf(
  samples: readonly ReleasedSample[],
  photos: Readonly<Record<string, string>>,
): Manifest {
  return {
    format: "gsi-studio-release",
    formatVersion: 1,
    name: "v0",
    source: "gated",
    studioVersion: "0.1.0",
    scenes: [{ id: "aaaaaaaaaa", source: "scannetpp", inputsHash: "inputs" }],
    images: Object.entries(photos).map(([imageId, sha256]) => ({
      imageId,
      sceneId: "aaaaaaaaaa",
      frameKey: "frame_000000",
      sha256,
      intrinsics: { fx: 1560, fy: 1560, cx: 958, cy: 722, width: 1920, height: 1440 },
    })),
    samples: [...samples],
    leftOut: [],
    provenance: {},
    files: [],
  };
}
