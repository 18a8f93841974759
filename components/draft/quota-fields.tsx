"use client";

import type { OperationKind } from "#core/operation/operation.ts";
import type { DraftQuotas, OperationQuota } from "#core/release/pick/draft-spec.ts";
import { Select } from "#components/ui/select.tsx";
import { LimitField } from "./limit-field.tsx";

const kinds = [
  { value: "any", label: "Operations as they come" },
  { value: "balanced", label: "As many of each operation" },
  { value: "shares", label: "Operations by share" },
  { value: "counts", label: "Operations by number" },
] as const satisfies { value: OperationQuota["kind"]; label: string }[];

const limits = [
  ["sceneMax", "Most of a scene"],
  ["photoMax", "Most of a photo"],
  ["objectMax", "Most of an object"],
] as const;

/** How many samples are wanted, and of what at most. */
export function QuotaFields({
  quotas,
  operations,
  onChange,
}: {
  quotas: DraftQuotas;
  /** Those that there are candidates of. */
  operations: readonly OperationKind[];
  onChange: (change: Partial<DraftQuotas>) => void;
}) {
  const quota = quotas.operations;
  return (
    <fieldset className="flex flex-col gap-2 border-t border-line pt-3">
      <legend className="float-left mb-2 text-xs font-semibold">Quotas</legend>
      <div className="clear-left">
        <LimitField
          label="Samples in all"
          value={quotas.total}
          onChange={(total) => onChange({ total })}
          open="all"
        />
      </div>
      <Select
        label="How samples divide among the operations"
        choices={kinds}
        value={quota.kind}
        onChange={(kind) => onChange({ operations: startOf(kind, operations) })}
        className="w-full"
      />
      {(quota.kind === "shares" || quota.kind === "counts") && (
        <div className="flex flex-col gap-1.5 pl-3">
          {operations.map((operation) => (
            <LimitField
              key={operation}
              label={operation}
              value={(quota.kind === "shares" ? quota.shares : quota.counts)[operation] ?? null}
              onChange={(value) => onChange({ operations: withPart(quota, operation, value) })}
              open="none"
              min={0}
            />
          ))}
        </div>
      )}
      {limits.map(([field, label]) => (
        <LimitField
          key={field}
          label={label}
          value={quotas[field]}
          onChange={(value) => onChange({ [field]: value })}
        />
      ))}
      <LimitField
        label="Least of a scene"
        value={quotas.sceneMin}
        onChange={(sceneMin) => onChange({ sceneMin })}
        open="none"
      />
    </fieldset>
  );
}

function startOf(
  kind: OperationQuota["kind"],
  operations: readonly OperationKind[],
): OperationQuota {
  const each = (value: number) => Object.fromEntries(operations.map((one) => [one, value]));
  if (kind === "shares") return { kind, shares: each(1) };
  return kind === "counts" ? { kind, counts: each(10) } : { kind };
}

function withPart(
  quota: Extract<OperationQuota, { kind: "shares" | "counts" }>,
  operation: OperationKind,
  value: number | null,
): OperationQuota {
  const part = { [operation]: value ?? undefined };
  return quota.kind === "shares"
    ? { ...quota, shares: { ...quota.shares, ...part } }
    : { ...quota, counts: { ...quota.counts, ...part } };
}
