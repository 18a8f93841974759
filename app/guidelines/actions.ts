"use server";

import * as z from "zod";
import { openGuidelines } from "#server/guideline/open-guidelines.ts";
import { SaveGuidelinesInput, saveGuidelines } from "#server/guideline/save-guidelines.ts";
import { runAction } from "#server/web/action.ts";

export async function openNewestGuidelines() {
  return runAction("studio.read", z.undefined(), undefined, openGuidelines);
}

export async function saveNewGuidelines(raw: unknown) {
  return runAction("guideline.write", SaveGuidelinesInput, raw, saveGuidelines);
}
