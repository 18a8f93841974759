"use server";

import { createDraft } from "#server/draft/create-draft.ts";
import { deleteDraft } from "#server/draft/delete-draft.ts";
import { CreateDraftInput, DeleteDraftInput, UpdateDraftInput } from "#server/draft/draft-input.ts";
import { updateDraft } from "#server/draft/update-draft.ts";
import { FreezeReleaseInput, freezeRelease } from "#server/release/freeze-release.ts";
import {
  CheckStoredReleaseInput,
  checkStoredRelease,
} from "#server/release/check-stored-release.ts";
import { runAction } from "#server/web/action.ts";

export async function freeze(raw: unknown) {
  return runAction("release.freeze", FreezeReleaseInput, raw, freezeRelease);
}

export async function checkStored(raw: unknown) {
  return runAction("release.check", CheckStoredReleaseInput, raw, checkStoredRelease);
}

export async function startDraft(raw: unknown) {
  return runAction("draft.write", CreateDraftInput, raw, createDraft);
}

export async function saveDraft(raw: unknown) {
  return runAction("draft.write", UpdateDraftInput, raw, updateDraft);
}

export async function deleteOneDraft(raw: unknown) {
  return runAction("draft.write", DeleteDraftInput, raw, deleteDraft);
}
