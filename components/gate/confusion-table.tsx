import type { ConfusionRow } from "#core/gate/accountability/confusion.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ShareCell } from "./share-cell.tsx";

const verdictLook = {
  keep: { tone: "good", text: "Keep" },
  unsure: { tone: "warn", text: "Unsure" },
  drop: { tone: "bad", text: "Drop" },
} as const;
const order = ["keep", "unsure", "drop"] as const;

/** What the gate said down the side, what people said across. */
export function ConfusionTable({ rows }: { rows: readonly ConfusionRow[] }) {
  const sorted = order.flatMap((verdict) => rows.filter((row) => row.verdict === verdict));
  const cell = "px-4 py-2.5 align-top";
  return (
    <>
      <table className="w-full text-xs">
        <thead>
          <tr className="border-b border-line text-right text-soft [&>th]:font-medium">
            <th className={`${cell} text-left`}>The gate said</th>
            <th className={cell}>Candidates</th>
            <th className={cell}>Person accepted</th>
            <th className={cell}>Person rejected</th>
            <th className={cell}>Not decided yet</th>
            <th className={cell}>Never seen</th>
            <th className={`${cell} w-52 text-left`}>Share accepted</th>
          </tr>
        </thead>
        <tbody className="figures divide-y divide-line text-right">
          {sorted.map((row) => (
            <tr key={row.verdict}>
              <th scope="row" className={`${cell} text-left`}>
                <Badge tone={verdictLook[row.verdict].tone}>{verdictLook[row.verdict].text}</Badge>
              </th>
              <td className={cell}>{row.candidates.toLocaleString("en-GB")}</td>
              <td className={cell}>
                <Counted
                  count={row.accepted}
                  weighted={row.weightedAccepted}
                  notes={[
                    ...(row.fixed > 0 ? [`${row.fixed} after a correction`] : []),
                    ...(row.verdict === "drop" && row.accepted > 0 ? ["good ones lost"] : []),
                  ]}
                />
              </td>
              <td className={cell}>
                <Counted
                  count={row.rejected}
                  weighted={row.weightedRejected}
                  notes={row.verdict === "keep" && row.rejected > 0 ? ["bad ones missed"] : []}
                />
              </td>
              <td className={cell}>{row.undecided.toLocaleString("en-GB")}</td>
              <td className={cell}>{row.notSeen.toLocaleString("en-GB")}</td>
              <td className={`${cell} text-left`}>
                <ShareCell share={row.acceptedShare} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="border-t border-line px-4 py-2.5 text-2xs text-soft">
        People see everything that is kept or unsure, and of the dropped those drawn at random,
        without knowing. A drawn one stands for all it was drawn from; nothing is assumed about any
        other. The band is the 95 % interval.
      </p>
    </>
  );
}

function Counted({
  count,
  weighted,
  notes,
}: {
  count: number;
  weighted: number;
  notes: readonly string[];
}) {
  return (
    <>
      <span className="font-semibold">{count.toLocaleString("en-GB")}</span>
      {weighted !== count && (
        <span className="block text-2xs text-soft">
          stand for about {Math.round(weighted).toLocaleString("en-GB")}
        </span>
      )}
      {notes.map((note) => (
        <span key={note} className="block text-2xs text-soft">
          {note}
        </span>
      ))}
    </>
  );
}
