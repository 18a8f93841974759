import type { ReasonRates } from "#core/gate/accountability/by-reason.ts";
import { causeText } from "#components/review/check-text.ts";
import { ShareCell } from "./share-cell.tsx";

const columns = [
  { rate: "precision", title: "Person rejects it", note: "whatever the reason" },
  { rate: "samePrecision", title: "Person says the same", note: "of those dropped for it" },
  { rate: "recall", title: "Gate dropped it", note: "of those rejected for it" },
  { rate: "sameRecall", title: "Gate said the same", note: "of those rejected for it" },
] as const satisfies readonly { rate: keyof ReasonRates; title: string; note: string }[];

/** For each reason, what the gate dropped for it and what people rejected for it. */
export function ReasonTable({ rows }: { rows: readonly ReasonRates[] }) {
  const cell = "px-4 py-2.5 text-left align-top";
  return (
    <table className="w-full table-fixed text-xs">
      <thead>
        <tr className="border-b border-line text-soft">
          <th className={`${cell} w-44 font-medium`}>Reason</th>
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
          <tr key={row.reason ?? "none"}>
            <th scope="row" className={`${cell} font-normal`}>
              {row.reason ? causeText[row.reason] : "Label, box or other"}
              <span className="block text-2xs text-soft">
                {row.reason
                  ? `${row.dropped} dropped, ${row.rejected} rejected`
                  : `no reason of the gate’s, ${row.rejected} rejected`}
              </span>
            </th>
            {columns.map(({ rate }) => (
              <td key={rate} className={cell}>
                {row.reason || rate === "recall" ? <ShareCell share={row[rate]} /> : "–"}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
