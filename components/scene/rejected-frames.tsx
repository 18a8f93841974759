import type { SelectionDetail } from "#core/frame/selection.ts";

export type RejectedFrame = { id: string; number: number; detail: SelectionDetail };

/** The photos that were looked at and left out, with the figures that spoke against them. */
export function RejectedFrames({
  frames,
  sharpnessMin,
  objectsMin,
}: {
  frames: readonly RejectedFrame[];
  sharpnessMin: number;
  objectsMin: number;
}) {
  const cell = "px-4 py-1.5 align-top";
  return (
    <table className="w-full text-xs">
      <thead>
        <tr className="border-b border-line text-left text-soft">
          <th className={`${cell} font-medium`}>Photo</th>
          <th className={`${cell} text-right font-medium`}>Sharpness</th>
          <th className={`${cell} text-right font-medium`}>Objects</th>
          <th className={`${cell} w-full font-medium`}>Why it was left out</th>
        </tr>
      </thead>
      <tbody className="figures divide-y divide-line">
        {frames.map(({ id, number, detail }) => (
          <tr key={id}>
            <td className={cell}>{number}</td>
            <td className={`${cell} text-right`}>
              <Figure
                value={detail.sharpness?.toFixed(3)}
                short={detail.sharpness !== null && detail.sharpness < sharpnessMin}
              />
            </td>
            <td className={`${cell} text-right`}>
              <Figure
                value={detail.objectCount?.toString()}
                short={detail.objectCount !== null && detail.objectCount < objectsMin}
              />
            </td>
            <td className={cell}>{detail.reasons.join("; ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figure({ value, short }: { value: string | undefined; short: boolean }) {
  return <span className={short ? "font-semibold text-bad" : undefined}>{value ?? "–"}</span>;
}
