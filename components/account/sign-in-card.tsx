"use client";

import type { SignIn } from "./sign-in-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** The way in, and on to the page that was asked for. */
export function SignInCard({ signIn, to }: { signIn: SignIn; to: string }) {
  // Loaded anew: nothing that was fetched for somebody else may stay.
  return <SignInForm signIn={signIn} onSignedIn={() => window.location.assign(to)} />;
}
