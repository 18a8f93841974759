"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { ActionResult } from "#server/web/action.ts";
import { useMay } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";

/** Starts a draft under a name and goes there. Not there for those who may not. */
export function NewDraft({
  create,
}: {
  create: (request: { name: string }) => Promise<ActionResult<{ id: string }>>;
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [name, setName] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const mayWrite = useMay("draft.write");
  const submit = () =>
    startTransition(async () => {
      const answer = await create({ name }).catch(() => null);
      if (answer?.ok) router.push(`/releases/drafts/${encodeURIComponent(answer.value.id)}`);
      else setRefusal(answer?.message ?? "The server cannot be reached.");
    });
  if (!mayWrite) return null;
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {refusal && (
        <p role="alert" className="text-xs text-bad">
          {refusal}
        </p>
      )}
      <input
        aria-label="Name of the new draft"
        value={name}
        required
        maxLength={80}
        autoComplete="off"
        placeholder="Name of a new draft"
        onChange={(event) => {
          setName(event.target.value);
          setRefusal(null);
        }}
        className="h-7 w-48 rounded-md border border-field bg-surface px-2 text-xs placeholder:text-soft"
      />
      <Button type="submit" size="sm" disabled={pending || name.trim() === ""}>
        <Plus className="size-3.5" aria-hidden />
        New draft
      </Button>
    </form>
  );
}
