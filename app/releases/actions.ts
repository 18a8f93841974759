"use server";

import { FreezeReleaseInput, freezeRelease } from "#server/release/freeze-release.ts";
import {
  CheckStoredReleaseInput,
  checkStoredRelease,
} from "#server/release/check-stored-release.ts";
import { runAction } from "#server/web/action.ts";

export async function freeze(raw: unknown) {
  return runAction(FreezeReleaseInput, raw, freezeRelease);
}

export async function checkStored(raw: unknown) {
  return runAction(CheckStoredReleaseInput, raw, checkStoredRelease);
}
