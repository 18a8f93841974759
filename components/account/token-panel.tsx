"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { scopeText, TokenScope } from "#core/account/token-scope.ts";
import type { OwnToken } from "#server/account/own-tokens.ts";
import type { ActionResult } from "#server/web/action.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Select } from "#components/ui/select.tsx";
import { useAction } from "#components/ui/use-action.ts";
import { AccountForm } from "./account-form.tsx";
import { FormField } from "./form-field.tsx";
import { SecretLine } from "./secret-line.tsx";
import { useSignedIn } from "./sign-in-provider.tsx";

type NewToken = { name: string; scopes: TokenScope[]; days: number };
const lifetimes = ["7", "30", "90", "365"] as const;

/** One's API tokens: made, shown once, revoked. */
export function TokenPanel({
  tokens,
  make,
  revoke,
}: {
  tokens: readonly OwnToken[];
  make: (request: NewToken) => Promise<ActionResult<{ token: string }>>;
  revoke: (request: { tokenId: string }) => Promise<ActionResult<null>>;
}) {
  const router = useRouter();
  const { pending, perform } = useAction();
  const signedIn = useSignedIn();
  const [secret, setSecret] = useState<string | null>(null);
  const [days, setDays] = useState<(typeof lifetimes)[number]>("30");
  const submit = async (fields: Record<string, string>) => {
    const scopes = TokenScope.options.filter((scope) => fields[`scope-${scope}`] === "on");
    const request = { name: fields["name"]!, scopes, days: Number(days) };
    const answer = await signedIn(() => make(request));
    setSecret(answer.ok ? answer.value.token : null);
    return answer;
  };
  return (
    <Panel title="API tokens">
      <div className="flex flex-col gap-4 text-xs">
        <p className="max-w-[70ch] text-soft">
          A token lets a program act for you, as far as your role and the boxes you tick allow
          (docs/accounts.md#api).
        </p>
        <AccountForm confirm="Make token" submit={submit} onDone={() => router.refresh()}>
          <div className="grid grid-cols-[minmax(0,1fr)_9rem] items-end gap-3">
            <FormField
              label="What it is for"
              name="name"
              required
              maxLength={80}
              autoComplete="off"
            />
            <Select
              label="How long it lasts"
              choices={lifetimes.map((value) => ({ value, label: `${value} days` }))}
              value={days}
              onChange={setDays}
              className="h-9"
            />
          </div>
          <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
            <legend className="mb-1.5 font-medium">What it may do</legend>
            {TokenScope.options.map((scope) => (
              <label key={scope} className="flex items-center gap-1.5">
                <input
                  type="checkbox"
                  name={`scope-${scope}`}
                  defaultChecked={scope === "read"}
                  className="size-3.5 accent-accent"
                />
                {scopeText[scope]}
              </label>
            ))}
          </fieldset>
        </AccountForm>
        {secret && <SecretLine label="This is the token." secret={secret} />}
        {tokens.length > 0 && (
          <ul className="divide-y divide-line border-t border-line">
            {tokens.map(({ id, name, scopes, expiresAt, lastUsedAt }) => (
              <li key={id} className="flex items-center justify-between gap-4 py-2.5">
                <div className="min-w-0">
                  <p className="truncate font-medium">{name}</p>
                  <p className="text-soft">
                    {scopes.join(", ")}, until {expiresAt.toISOString().slice(0, 10)},{" "}
                    {lastUsedAt ? (
                      <>
                        used <RelativeTime at={lastUsedAt} />
                      </>
                    ) : (
                      "never used"
                    )}
                  </p>
                </div>
                <Button
                  size="sm"
                  look="danger"
                  disabled={pending}
                  onClick={() => perform(() => revoke({ tokenId: id }))}
                >
                  Revoke
                  <span className="sr-only"> {name}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
