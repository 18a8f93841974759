import { create } from "zustand";
import type { Theme } from "./theme.ts";
import { themeCookie, themeFrom, themes } from "./theme.ts";

/** What was chosen since the page was loaded; before that the page is as the server painted it. */
export const useTheme = create<{ chosen: Theme | null }>()(() => ({ chosen: null }));

/** The next of system, light and dark. Kept in a cookie, so that the server's first paint is right. */
export function stepTheme(): void {
  const { dataset } = document.documentElement;
  const next = themes[(themes.indexOf(themeFrom(dataset["theme"])) + 1) % themes.length]!;
  document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
  if (next === "system") delete dataset["theme"];
  else dataset["theme"] = next;
  useTheme.setState({ chosen: next });
}
