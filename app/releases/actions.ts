"use server";

import { FreezeReleaseInput, freezeRelease } from "#server/release/freeze-release.ts";
import { runAction } from "#server/web/action.ts";

export async function freeze(raw: unknown) {
  return runAction(FreezeReleaseInput, raw, freezeRelease);
}
