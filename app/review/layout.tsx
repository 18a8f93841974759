import type { ReactNode } from "react";
import { getPreferences } from "#server/preference/get-preferences.ts";
import { readPage } from "#server/web/read-page.ts";
import { KeysProvider } from "#components/review/use-keys.tsx";
import { saveMyPreferences } from "./preference-actions.ts";

/** The person's keys hold for the start page and the workspace alike. */
export default async function ReviewLayout({ children }: { children: ReactNode }) {
  const { keys } = await readPage(getPreferences);
  return (
    <KeysProvider stored={keys} saveKeys={saveMyPreferences}>
      {children}
    </KeysProvider>
  );
}
