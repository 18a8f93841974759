"use server";

import { createDraft } from "#server/draft/create-draft.ts";
import { deleteDraft } from "#server/draft/delete-draft.ts";
import { CreateDraftInput, DeleteDraftInput, UpdateDraftInput } from "#server/draft/draft-input.ts";
import { updateDraft } from "#server/draft/update-draft.ts";
import {
  DeprecateReleaseInput,
  LiftDeprecationInput,
  deprecateRelease,
  liftDeprecation,
} from "#server/release/deprecate-release.ts";
import { FreezePatchInput, freezePatch } from "#server/release/freeze-patch.ts";
import { FreezeReleaseInput, freezeRelease } from "#server/release/freeze-release.ts";
import {
  CheckStoredReleaseInput,
  checkStoredRelease,
} from "#server/release/check-stored-release.ts";
import {
  RecordErratumInput,
  WithdrawErratumInput,
  recordErratum,
  withdrawErratum,
} from "#server/release/record-erratum.ts";
import { cancelExport } from "#server/release/cancel-export.ts";
import { FindDownloadsInput, findDownloads } from "#server/release/find-downloads.ts";
import { removeExport } from "#server/release/remove-export.ts";
import { startExport } from "#server/release/start-export.ts";
import { ExportKey } from "#server/release/stored-export.ts";
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

export async function deprecate(raw: unknown) {
  return runAction("release.annotate", DeprecateReleaseInput, raw, deprecateRelease);
}

export async function lift(raw: unknown) {
  return runAction("release.annotate", LiftDeprecationInput, raw, liftDeprecation);
}

export async function saveErratum(raw: unknown) {
  return runAction("release.annotate", RecordErratumInput, raw, recordErratum);
}

export async function removeErratum(raw: unknown) {
  return runAction("release.annotate", WithdrawErratumInput, raw, withdrawErratum);
}

export async function patch(raw: unknown) {
  return runAction("release.freeze", FreezePatchInput, raw, freezePatch);
}

export async function lookAtDownloads(raw: unknown) {
  return runAction("studio.read", FindDownloadsInput, raw, findDownloads);
}

export async function prepareDownload(raw: unknown) {
  return runAction("release.prepare", ExportKey, raw, startExport);
}

export async function cancelDownload(raw: unknown) {
  return runAction("release.prepare", ExportKey, raw, cancelExport);
}

export async function removeDownload(raw: unknown) {
  return runAction("release.prepare", ExportKey, raw, removeExport);
}
