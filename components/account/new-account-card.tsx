"use client";

import { passwordLength } from "#core/account/account-rules.ts";
import type { ActionResult } from "#server/web/action.ts";
import { AccountForm } from "./account-form.tsx";
import { FormField } from "./form-field.tsx";

type NewAccount = { name: string; email: string; password: string };

/** Makes an account: the first owner's with the code that the studio printed, anybody else's by invitation. */
export function NewAccountCard({
  confirm,
  code,
  token,
  create,
}: {
  confirm: string;
  /** The set-up code as far as the address gives it; left out where none is asked for. */
  code?: string;
  /** The secret of the invitation. */
  token?: string;
  create: (request: NewAccount & { code?: string; token?: string }) => Promise<ActionResult<null>>;
}) {
  return (
    <AccountForm
      confirm={confirm}
      submit={({ name, email, password, ...rest }) =>
        create({
          name: name!,
          email: email!,
          password: password!,
          ...rest,
          ...(token && { token }),
        })
      }
      onDone={() => window.location.assign("/")}
    >
      {code !== undefined && (
        <FormField
          label="Set-up code"
          name="code"
          required
          defaultValue={code}
          autoComplete="off"
          spellCheck={false}
          advice="The studio printed it when it started."
        />
      )}
      <FormField
        label="Name"
        name="name"
        required
        maxLength={60}
        autoComplete="name"
        advice="It stands beside what you decide. Releases hold a pseudonym in its place."
      />
      <FormField
        label="Email"
        name="email"
        type="email"
        required
        maxLength={200}
        autoComplete="username"
        advice="To sign in with. The studio sends no mail."
      />
      <FormField
        label="Password"
        name="password"
        type="password"
        required
        minLength={passwordLength.min}
        maxLength={passwordLength.max}
        autoComplete="new-password"
        advice={`At least ${passwordLength.min} characters. A few words in a row do well.`}
      />
    </AccountForm>
  );
}
