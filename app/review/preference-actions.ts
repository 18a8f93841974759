"use server";

import { SavePreferencesInput, savePreferences } from "#server/preference/save-preferences.ts";
import { runAction } from "#server/web/action.ts";

export async function saveMyPreferences(raw: unknown) {
  return runAction("preference.write", SavePreferencesInput, raw, savePreferences);
}
