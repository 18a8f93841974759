import type { Stage } from "#core/stage.ts";

/** What each stage does, in a few words. */
export const stageText: Record<Stage, string> = {
  "select-frames": "Select photos",
  "reconstruct-frame": "Find boxes",
  "propose-operations": "Propose edits",
  "check-plausibility": "Check plausibility",
  "write-instructions": "Write instructions",
  "render-overlays": "Render pictures",
  "gate-candidate": "Gate",
  "redetect-sample": "Detect again",
  "preflight-sample": "Check for a release",
  "export-release": "Export",
};
