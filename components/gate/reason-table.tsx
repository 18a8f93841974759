import type { ReasonRates } from "#core/gate/accountability/by-reason.ts";
import { causeText } from "#components/review/check-text.ts";
import { ShareCell } from "./share-cell.tsx";
import { ShareTable } from "./share-table.tsx";

const columns = [
  { rate: "precision", title: "Person rejects it", note: "whatever the reason" },
  { rate: "samePrecision", title: "Person says the same", note: "of those dropped for it" },
  { rate: "recall", title: "Gate dropped it", note: "of those rejected for it" },
  { rate: "sameRecall", title: "Gate said the same", note: "of those rejected for it" },
] as const satisfies readonly { rate: keyof ReasonRates; title: string; note: string }[];

/** For each reason, what the gate dropped for it and what people rejected for it. */
export function ReasonTable({ rows }: { rows: readonly ReasonRates[] }) {
  return (
    <ShareTable
      title="Reason"
      className="w-44"
      columns={columns}
      rows={rows.map((row) => ({
        key: row.reason ?? "none",
        name: (
          <>
            {row.reason ? causeText[row.reason] : "Label, box or other"}
            <span className="block text-2xs text-soft">
              {row.reason
                ? `${row.dropped} dropped, ${row.rejected} rejected`
                : `no reason of the gate’s, ${row.rejected} rejected`}
            </span>
          </>
        ),
        cells: columns.map(({ rate }) =>
          row.reason || rate === "recall" ? <ShareCell key={rate} share={row[rate]} /> : "–",
        ),
      }))}
    />
  );
}
