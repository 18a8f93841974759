"use client";

import type { Intrinsics } from "#core/geometry/camera.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { fileUrl } from "#components/ui/file-url.ts";
import { CameraFrustum } from "./camera-frustum.tsx";
import { overlayColors } from "./overlay-colors.ts";
import { useViewer } from "./viewer-store.ts";

const depthMeters = 0.5;

/** The camera of the photo that is looked at, with the photo on its base; seen from there, the room shows through. */
export function PhotoFrustum({
  cameraFromWorld,
  k,
  imageHash,
}: {
  cameraFromWorld: CameraFromWorld;
  k: Intrinsics;
  imageHash: string | null;
}) {
  const preset = useViewer((state) => state.preset);
  return (
    <CameraFrustum
      cameraFromWorld={cameraFromWorld}
      k={k}
      depthMeters={depthMeters}
      color={overlayColors.camera}
      photoUrl={imageHash ? fileUrl(imageHash, 480) : undefined}
      photoOpacity={preset === "photo" ? 0.35 : 0.9}
    />
  );
}
