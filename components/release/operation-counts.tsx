import type { OperationCount } from "#core/release/compare-releases.ts";

/** How many samples of each operation two releases have, side by side. */
export function OperationCounts({
  names,
  operations,
}: {
  names: { a: string; b: string };
  operations: readonly OperationCount[];
}) {
  const cell = "px-4 py-1.5";
  const total = (side: "before" | "after") => operations.reduce((sum, one) => sum + one[side], 0);
  const rows = [
    ...operations.map(({ kind, before, after }) => [kind, before, after] as const),
    ["all", total("before"), total("after")] as const,
  ];
  return (
    <table className="w-full text-xs">
      <thead>
        <tr className="border-b border-line text-left text-soft [&>th]:font-medium">
          <th className={cell}>Operation</th>
          <th className={`${cell} max-w-24 truncate text-right`} title={names.a}>
            {names.a}
          </th>
          <th className={`${cell} max-w-24 truncate text-right`} title={names.b}>
            {names.b}
          </th>
          <th className={`${cell} text-right`}>Change</th>
        </tr>
      </thead>
      <tbody className="figures divide-y divide-line">
        {rows.map(([name, before, after]) => (
          <tr key={name} className="last:font-medium">
            <td className={cell}>{name}</td>
            <td className={`${cell} text-right`}>{before}</td>
            <td className={`${cell} text-right`}>{after}</td>
            <td className={`${cell} text-right`}>{signed(after - before)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function signed(value: number): string {
  if (value === 0) return "0";
  return value > 0 ? `+${value}` : `\u2212${-value}`;
}
