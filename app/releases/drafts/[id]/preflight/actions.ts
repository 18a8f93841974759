"use server";

import { RevokeWaiverInput, revokeWaiver } from "#server/preflight/revoke-waiver.ts";
import { PreflightScope } from "#server/preflight/preflight-scope.ts";
import { startPreflight } from "#server/preflight/start-preflight.ts";
import { WaiveFindingInput, waiveFinding } from "#server/preflight/waive-finding.ts";
import { runAction } from "#server/web/action.ts";

export async function start(raw: unknown) {
  return runAction("preflight.start", PreflightScope, raw, startPreflight);
}

export async function waive(raw: unknown) {
  return runAction("preflight.waive", WaiveFindingInput, raw, waiveFinding);
}

export async function revoke(raw: unknown) {
  return runAction("preflight.waive", RevokeWaiverInput, raw, revokeWaiver);
}
