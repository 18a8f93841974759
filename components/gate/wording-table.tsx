import type { GateWording } from "#server/gate/find-gate-wordings.ts";
import { OperationBadge } from "#components/browse/operation-badge.tsx";

const openingsShown = 4;

/** How varied the gate's words are, for each kind of edit. */
export function WordingTable({ wordings }: { wordings: readonly GateWording[] }) {
  const cell = "px-4 py-2.5 text-right align-top";
  return (
    <>
      <table className="w-full text-xs">
        <thead>
          <tr className="border-b border-line text-soft [&>th]:font-medium">
            <th className={`${cell} text-left!`}>Operation</th>
            <th className={cell}>Texts</th>
            <th className={`${cell} whitespace-nowrap`}>Distinct-1</th>
            <th className={`${cell} whitespace-nowrap`}>Distinct-2</th>
            <th className={cell}>Openings</th>
            <th className={`${cell} text-left!`}>Most frequent</th>
          </tr>
        </thead>
        <tbody className="figures divide-y divide-line">
          {wordings.map(({ operation, diversity: { texts, distinct1, distinct2, openings } }) => (
            <tr key={operation}>
              <th scope="row" className={`${cell} text-left!`}>
                <OperationBadge kind={operation} />
              </th>
              <td className={cell}>{texts.toLocaleString("en-GB")}</td>
              <td className={cell}>{distinct1?.toFixed(2)}</td>
              <td className={cell}>{distinct2?.toFixed(2)}</td>
              <td className={cell}>
                {openings.counts.length}
                <span className="block text-2xs text-soft">
                  {openings.entropyBits.toFixed(1)} bits
                </span>
              </td>
              <td className={`${cell} text-left!`}>
                {openings.counts
                  .slice(0, openingsShown)
                  .map(([opening, count]) => `${opening} … ${Math.round((100 * count) / texts)} %`)
                  .join(", ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="border-t border-line px-4 py-2.5 text-2xs text-soft">
        Distinct-n is the share of word sequences of that length that differ; it falls as texts
        become more. An opening is the first two words.
      </p>
    </>
  );
}
