"use client";

import { useRouter } from "next/navigation";
import { passwordLength } from "#core/account/account-rules.ts";
import type { ActionResult } from "#server/web/action.ts";
import { Panel } from "#components/ui/panel.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { AccountForm } from "./account-form.tsx";
import { FormField } from "./form-field.tsx";

/** Changes one's own password. */
export function PasswordPanel({
  email,
  change,
}: {
  email: string;
  change: (request: { current: string; password: string }) => Promise<ActionResult<null>>;
}) {
  const router = useRouter();
  const toast = useToast();
  return (
    <Panel title="Password">
      <AccountForm
        confirm="Change password"
        submit={({ current, password }) => change({ current: current!, password: password! })}
        onDone={() => {
          toast({ title: "Password changed", description: "Your other sessions have ended." });
          router.refresh();
        }}
      >
        {/* For password managers, which ask whose password it is. */}
        <input type="hidden" autoComplete="username" defaultValue={email} />
        <FormField
          label="Password now"
          name="current"
          type="password"
          required
          autoComplete="current-password"
        />
        <FormField
          label="New password"
          name="password"
          type="password"
          required
          minLength={passwordLength.min}
          maxLength={passwordLength.max}
          autoComplete="new-password"
          advice={`At least ${passwordLength.min} characters. It ends your other sessions.`}
        />
      </AccountForm>
    </Panel>
  );
}
