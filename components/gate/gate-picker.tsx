"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { OperationKind } from "#core/operation/operation.ts";
import { Select } from "#components/ui/select.tsx";
import type { GateQuery } from "./gate-query.ts";
import { gateQuery } from "./gate-query.ts";

const any = "any";

/** Chooses the gate and narrows its candidates. What is chosen stands in the address. */
export function GatePicker({
  gates,
  sceneIds,
  query,
}: {
  gates: readonly string[];
  sceneIds: readonly string[];
  query: GateQuery & { readonly gate: string };
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go = (change: GateQuery) =>
    startTransition(() => router.push(`/gate${gateQuery({ ...query, ...change })}`));
  const chosen = (value: string) => (value === any ? undefined : value);
  return (
    <div aria-busy={pending} className="flex items-center gap-2">
      {gates.length > 1 && (
        <Select
          label="Gate"
          choices={gates.map((value) => ({ value, label: value }))}
          value={query.gate}
          onChange={(gate) => go({ gate })}
          className="max-w-64"
        />
      )}
      <Select
        label="Operation"
        choices={[
          { value: any, label: "All operations" },
          ...OperationKind.options.map((value) => ({
            value,
            label: value.slice(0, 1).toUpperCase() + value.slice(1),
          })),
        ]}
        value={query.operation ?? any}
        onChange={(value) => go({ operation: chosen(value) })}
      />
      <Select
        label="Scene"
        choices={[
          { value: any, label: "All scenes" },
          ...sceneIds.map((value) => ({ value, label: value })),
        ]}
        value={query.scene ?? any}
        onChange={(value) => go({ scene: chosen(value) })}
      />
    </div>
  );
}
