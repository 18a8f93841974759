import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { currentViewer } from "#server/web/viewer.ts";
import { MayProvider } from "#components/account/may.tsx";
import { SignInProvider } from "#components/account/sign-in-provider.tsx";
import { AppHeader } from "#components/shell/app-header.tsx";
import { themeCookie, themeFrom } from "#components/shell/theme.ts";
import { ToastProvider } from "#components/ui/toast.tsx";
import { TooltipProvider } from "#components/ui/tooltip.tsx";
import { headerOf } from "./header-of.ts";
import { signInHere, signOutHere } from "./account/actions.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "GSI Studio", template: "%s · GSI Studio" },
  description: "Make, review and freeze spatial-editing benchmarks from indoor scans",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // First of all, so that a build leaves every page to the request and asks no database.
  const theme = themeFrom((await cookies()).get(themeCookie)?.value);
  const viewer = await currentViewer();
  return (
    <html
      lang="en"
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body className="flex h-dvh flex-col">
        <TooltipProvider delay={400}>
          <ToastProvider>
            <SignInProvider email={viewer?.email ?? null} signIn={signInHere}>
              <MayProvider held={[...(viewer?.context.permissions ?? [])]}>
                <AppHeader {...headerOf(viewer)} signOut={signOutHere} theme={theme} />
                <main
                  id="main"
                  tabIndex={-1}
                  className="min-h-0 flex-1 overflow-y-auto outline-none"
                >
                  {children}
                </main>
              </MayProvider>
            </SignInProvider>
          </ToastProvider>
        </TooltipProvider>
      </body>
    </html>
  );
}
