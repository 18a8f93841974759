import Link from "next/link";
import type { ActionResult } from "#server/web/action.ts";
import type { HeaderViewer } from "#components/account/account-menu.tsx";
import { AccountMenu } from "#components/account/account-menu.tsx";
import type { Place } from "./main-nav.tsx";
import { MainNav } from "./main-nav.tsx";
import type { Theme } from "./theme.ts";
import { ThemeToggle } from "./theme-toggle.tsx";

/** The bar on top of every page: name, places, who is acting, theme. */
export function AppHeader({
  viewer,
  places,
  signOut,
  theme,
}: {
  /** Null before somebody has signed in: there is nowhere to go then. */
  viewer: HeaderViewer | null;
  places: readonly Place[];
  signOut: () => Promise<ActionResult<null>>;
  theme: Theme;
}) {
  return (
    <header className="sticky top-0 z-30 flex h-11 shrink-0 items-center gap-6 border-b border-line bg-surface px-4">
      <a
        href="#main"
        className="sr-only rounded-md bg-ink px-3 py-1 text-on-ink focus:not-sr-only focus:absolute focus:top-1.5 focus:left-2 focus:z-10"
      >
        Skip to content
      </a>
      <Link href="/" className="flex items-center gap-2 text-sm font-semibold tracking-tight">
        <Mark />
        GSI Studio
      </Link>
      {viewer && <MainNav shown={places} />}
      <div className="ml-auto flex items-center gap-2">
        {viewer && <AccountMenu viewer={viewer} signOut={signOut} />}
        <ThemeToggle initial={theme} />
      </div>
    </header>
  );
}

/** The studio's mark: a box and where it goes. */
function Mark() {
  return (
    <svg viewBox="0 0 20 20" className="size-5" aria-hidden fill="none" strokeLinejoin="round">
      <path d="M2.5 6.5h8v8h-8z" className="stroke-current" strokeWidth="1.6" />
      <path
        d="M10.5 3.5h7v10h-7"
        className="stroke-current"
        strokeWidth="1.6"
        strokeDasharray="2 1.8"
        opacity="0.65"
      />
    </svg>
  );
}
