import type { Context } from "../context.ts";
import { getPreferences } from "../preference/get-preferences.ts";
import { savePreferences } from "../preference/save-preferences.ts";
import type { Guidelines } from "./get-guidelines.ts";
import { getGuidelines } from "./get-guidelines.ts";

/** The guidelines that count, for the caller to read; remembers that they have opened this version. */
export async function openGuidelines(ctx: Context): Promise<Guidelines> {
  const guidelines = await getGuidelines(ctx);
  if ((await getPreferences(ctx)).guidelinesRead < guidelines.number)
    await savePreferences(ctx, { guidelinesRead: guidelines.number });
  return guidelines;
}

/** Whether there is a version that the caller has not opened yet. */
export async function hasNewGuidelines(ctx: Context): Promise<boolean> {
  const [newest, { guidelinesRead }] = await Promise.all([
    ctx.db.guidelineVersion.findFirst({ orderBy: { number: "desc" }, select: { number: true } }),
    getPreferences(ctx),
  ]);
  return guidelinesRead < (newest?.number ?? 0);
}
