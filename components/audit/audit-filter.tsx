"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { actionWords } from "./audit-sentence.ts";
import type { AuditQuery } from "./audit-query.ts";
import { auditQuery } from "./audit-query.ts";

const any = "";

/** Narrows the log. What is chosen stands in the address. */
export function AuditFilterBar({
  query,
  actors,
  actions,
}: {
  query: AuditQuery;
  actors: readonly { id: string; name: string }[];
  actions: readonly string[];
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [subject, setSubject] = useState(query.subject ?? "");
  const go = (change: AuditQuery) =>
    startTransition(() => router.push(`/audit${auditQuery({ ...query, ...change })}`));
  return (
    <search aria-busy={pending}>
      <form
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          go({ subject: subject.trim() || undefined });
        }}
      >
        <Select
          label="Person"
          choices={[
            { value: any, label: "Anybody" },
            ...actors.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={query.actor ?? any}
          onChange={(actor) => go({ actor: actor || undefined })}
        />
        <Select
          label="Action"
          choices={[
            { value: any, label: "Any action" },
            ...actions.map((value) => ({ value, label: actionWords(value) })),
          ]}
          value={query.action ?? any}
          onChange={(action) => go({ action: action || undefined })}
        />
        <input
          aria-label="Id of what it was done to"
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
          placeholder="Id of a sample, a draft, a run…"
          maxLength={200}
          className="h-7 w-64 rounded-md border border-field bg-surface px-2 text-xs placeholder:text-soft"
        />
        <Button type="submit" size="sm">
          Find
        </Button>
        {auditQuery(query) !== "" && (
          <Button
            size="sm"
            look="ghost"
            onClick={() => startTransition(() => router.push("/audit"))}
          >
            <X className="size-3.5" aria-hidden />
            Clear
          </Button>
        )}
      </form>
    </search>
  );
}
