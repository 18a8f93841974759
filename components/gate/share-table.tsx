import type { ReactNode } from "react";

/** A column of shares: its title, and what it is a share of. */
export type ShareColumn = { readonly title: string; readonly note: string };

export type ShareRow = {
  readonly key: string;
  readonly name: ReactNode;
  /** One for each column. */
  readonly cells: readonly ReactNode[];
};

/** Shares with their intervals, for each of several things. */
export function ShareTable({
  title,
  columns,
  rows,
  className,
}: {
  /** What the rows are. */
  title: string;
  columns: readonly ShareColumn[];
  rows: readonly ShareRow[];
  /** The width of their names. */
  className: string;
}) {
  const cell = "px-4 py-2.5 text-left align-top";
  return (
    <table className="w-full table-fixed text-xs">
      <thead>
        <tr className="border-b border-line text-soft">
          <th className={`${cell} ${className} font-medium`}>{title}</th>
          {columns.map((column) => (
            <th key={column.title} className={`${cell} font-medium`}>
              {column.title}
              <span className="block text-2xs font-normal">{column.note}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="figures divide-y divide-line">
        {rows.map(({ key, name, cells }) => (
          <tr key={key}>
            <th scope="row" className={`${cell} font-normal`}>
              {name}
            </th>
            {columns.map((column, index) => (
              <td key={column.title} className={cell}>
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
