import type { ReactNode } from "react";
import type { GateRates, ratesByOperation } from "#core/gate/accountability/confusion.ts";
import { OperationBadge } from "#components/browse/operation-badge.tsx";
import { ShareCell } from "./share-cell.tsx";
import { ShareTable } from "./share-table.tsx";

const columns = [
  { rate: "dropPrecision", title: "Drops that were right", note: "precision of dropping" },
  { rate: "dropRecall", title: "Bad ones it dropped", note: "recall of dropping" },
  { rate: "keepPrecision", title: "Kept ones people accept", note: "precision of keeping" },
  { rate: "keepRecall", title: "Good ones it let through", note: "recall of keeping" },
] as const satisfies readonly { rate: keyof GateRates; title: string; note: string }[];

/** Precision and recall over all, and for each operation. */
export function RatesTable({
  rates,
  byOperation,
}: {
  rates: GateRates;
  byOperation: ReturnType<typeof ratesByOperation>;
}) {
  const rowOf = (key: string, name: ReactNode, own: GateRates) => ({
    key,
    name,
    cells: columns.map(({ rate }) => <ShareCell key={rate} share={own[rate]} />),
  });
  return (
    <>
      <ShareTable
        title="Operation"
        className="w-28"
        columns={columns}
        rows={[
          rowOf("all", <span className="font-semibold">All</span>, rates),
          ...byOperation.map(({ operation, rates: own }) =>
            rowOf(operation, <OperationBadge kind={operation} />, own),
          ),
        ]}
      />
      <p className="border-t border-line px-4 py-2.5 text-2xs text-soft">
        Good is what people accept, corrected or not; bad is what they reject. Unsure counts as
        kept: people have the work.
      </p>
    </>
  );
}
