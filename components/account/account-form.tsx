"use client";

import type { ReactNode } from "react";
import { useState } from "react";
import type { ActionResult } from "#server/web/action.ts";
import { Button } from "#components/ui/button.tsx";

/** A form whose fields go to the server together; what is refused is said above the button. */
export function AccountForm({
  confirm,
  submit,
  onDone,
  children,
}: {
  confirm: string;
  submit: (fields: Record<string, string>) => Promise<ActionResult<unknown>>;
  onDone: () => void;
  children: ReactNode;
}) {
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (form: HTMLFormElement) => {
    setPending(true);
    setRefusal(null);
    const fields = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const answer = await submit(fields).catch(() => null);
    setPending(false);
    if (answer?.ok) {
      form.reset();
      onDone();
    } else setRefusal(answer?.message ?? "The server cannot be reached.");
  };
  return (
    <form
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      {children}
      {refusal && (
        <p role="alert" className="text-xs whitespace-pre-line text-bad">
          {refusal}
        </p>
      )}
      <Button type="submit" look="primary" disabled={pending} className="justify-center self-start">
        {confirm}
      </Button>
    </form>
  );
}
