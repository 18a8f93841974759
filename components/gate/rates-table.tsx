import type { GateRates, ratesByOperation } from "#core/gate/accountability/confusion.ts";
import { OperationBadge } from "#components/browse/operation-badge.tsx";
import { ShareCell } from "./share-cell.tsx";

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
  const cell = "px-4 py-2.5 text-left align-top";
  const rows = [
    { key: "all", name: <span className="font-semibold">All</span>, rates },
    ...byOperation.map(({ operation, rates: own }) => ({
      key: operation,
      name: <OperationBadge kind={operation} />,
      rates: own,
    })),
  ];
  return (
    <>
      <table className="w-full table-fixed text-xs">
        <thead>
          <tr className="border-b border-line text-soft">
            <th className={`${cell} w-28 font-medium`}>Operation</th>
            {columns.map(({ rate, title, note }) => (
              <th key={rate} className={`${cell} font-medium`}>
                {title}
                <span className="block text-2xs font-normal">{note}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="figures divide-y divide-line">
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className={`${cell} font-normal`}>
                {row.name}
              </th>
              {columns.map(({ rate }) => (
                <td key={rate} className={cell}>
                  <ShareCell share={row.rates[rate]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="border-t border-line px-4 py-2.5 text-2xs text-soft">
        Good is what people accept, corrected or not; bad is what they reject. Unsure counts as
        kept: people have the work.
      </p>
    </>
  );
}
