import type { PickComposition } from "#core/release/pick/pick-composition.ts";

/** How one operation's samples lie over ways (rows) and amounts (columns): the fuller the colour, the more. */
export function BinHeatmap({ of }: { of: PickComposition["operations"][number] }) {
  const { operation, count, ways, amounts, bins } = of;
  const most = Math.max(...bins.map((bin) => bin.count));
  const countAt = (way: string, amount: string) =>
    bins.find((bin) => bin.way === way && bin.amount === amount)?.count ?? 0;
  return (
    <table className="figures w-full border-separate border-spacing-0.5 text-2xs">
      <caption className="caption mb-1 text-left">
        {operation} <span className="font-normal">({count})</span>
      </caption>
      {amounts.some(Boolean) && (
        <thead>
          <tr className="text-soft">
            <th scope="col">
              <span className="sr-only">Direction</span>
            </th>
            {amounts.map((amount) => (
              <th key={amount} scope="col" className="px-1 font-normal whitespace-nowrap">
                {amount}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {ways.map((way) => (
          <tr key={way}>
            <th scope="row" className="w-0 pr-1 text-left font-normal whitespace-nowrap text-soft">
              {way || "all alike"}
            </th>
            {amounts.map((amount) => {
              const value = countAt(way, amount);
              return (
                <td
                  key={amount}
                  className="h-6 rounded-sm bg-sunken text-center text-xs"
                  style={tint(value / most)}
                >
                  {value}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The background of a cell for a share from 0 to 1; its number stays readable on it in both themes. */
export function tint(share: number): { backgroundColor: string } | undefined {
  if (share <= 0) return undefined;
  const part = Math.round(10 + 40 * share);
  return {
    backgroundColor: `color-mix(in oklch, var(--color-accent) ${part}%, var(--color-sunken))`,
  };
}
