import type { Stage } from "#core/stage.ts";
import type { StageHandler } from "./stage-plan.ts";
import { checkPlausibility } from "./stages/check-plausibility.ts";
import { exportRelease } from "./stages/export-release.ts";
import { gateCandidate } from "./stages/gate-candidate.ts";
import { preflightSample } from "./stages/preflight-sample.ts";
import { proposeOperations } from "./stages/propose-operations.ts";
import { reconstructFrame } from "./stages/reconstruct-frame.ts";
import { redetectSample } from "./stages/redetect-sample.ts";
import { renderOverlays } from "./stages/render-overlays.ts";
import { selectFrames } from "./stages/select-frames.ts";
import { writeInstructions } from "./stages/write-instructions.ts";

/** Every stage has exactly one handler; a missing one does not compile. */
export const handlers: Record<Stage, StageHandler> = {
  "select-frames": selectFrames,
  "reconstruct-frame": reconstructFrame,
  "propose-operations": proposeOperations,
  "check-plausibility": checkPlausibility,
  "write-instructions": writeInstructions,
  "render-overlays": renderOverlays,
  "gate-candidate": gateCandidate,
  "redetect-sample": redetectSample,
  "preflight-sample": preflightSample,
  "export-release": exportRelease,
};
