"use client";

import type { RefObject } from "react";
import type { ActionResult } from "#server/web/action.ts";
import { AccountForm } from "./account-form.tsx";
import { FormField } from "./form-field.tsx";

export type SignIn = (request: { email: string; password: string }) => Promise<ActionResult<null>>;

/** Email and password. With `email` it is that person who has to sign in. */
export function SignInForm({
  email,
  passwordRef,
  signIn,
  onSignedIn,
}: {
  email?: string;
  passwordRef?: RefObject<HTMLInputElement | null>;
  signIn: SignIn;
  onSignedIn: () => void;
}) {
  return (
    <AccountForm
      confirm="Sign in"
      submit={(fields) => signIn({ email: fields["email"]!, password: fields["password"]! })}
      onDone={onSignedIn}
    >
      <FormField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={email}
        readOnly={email !== undefined}
      />
      <FormField
        ref={passwordRef}
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
    </AccountForm>
  );
}
