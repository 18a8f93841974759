import type { SelectionDetail, SelectionReasonKind } from "#core/frame/selection.ts";

export type RejectedFrame = { id: string; name: string; detail: SelectionDetail };

/** The photos that were looked at and left out, with the figures that spoke against them. */
export function RejectedFrames({ frames }: { frames: readonly RejectedFrame[] }) {
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
        {frames.map(({ id, name, detail }) => {
          const { measured, reasons } = detail;
          const figures = measured && "sharpness" in measured ? measured : null;
          const isAgainst = (wanted: SelectionReasonKind) =>
            reasons.some(({ kind }) => kind === wanted);
          return (
            <tr key={id}>
              <td className={`${cell} whitespace-nowrap`}>{name}</td>
              <td className={`${cell} text-right`}>
                <Figure value={figures?.sharpness.toFixed(3)} short={isAgainst("blurred")} />
              </td>
              <td className={`${cell} text-right`}>
                <Figure
                  value={figures?.shownKeys.length.toString()}
                  short={isAgainst("few-objects")}
                />
              </td>
              <td className={cell}>{reasons.map(({ text }) => text).join("; ")}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Figure({ value, short }: { value: string | undefined; short: boolean }) {
  return <span className={short ? "font-semibold text-bad" : undefined}>{value ?? "–"}</span>;
}
