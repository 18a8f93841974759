import Link from "next/link";
import type { ReactNode } from "react";

type Column = { readonly name: string; readonly isNumber?: boolean };
type Row = {
  readonly href: string;
  readonly name: string;
  /** Beside the name. */
  readonly mark?: ReactNode;
  /** One for each column. */
  readonly cells: readonly ReactNode[];
};

/** A table of things with names, in which a click anywhere in a row opens its thing. */
export function LinkTable({
  columns,
  rows,
}: {
  /** Those after the name. */
  columns: readonly Column[];
  rows: readonly Row[];
}) {
  const cell = (column?: Column) => (column?.isNumber ? "px-4 py-2 text-right" : "px-4 py-2");
  return (
    <table className="w-full text-xs">
      <thead>
        <tr className="border-b border-line text-left text-soft [&>th]:font-medium">
          <th className={cell()}>Name</th>
          {columns.map((column) => (
            <th key={column.name} className={cell(column)}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="figures divide-y divide-line">
        {rows.map(({ href, name, mark, cells }) => (
          <tr key={href} className="relative hover:bg-hover">
            <td className={cell()}>
              <Link
                href={href}
                className="rounded-sm text-sm font-semibold wrap-anywhere after:absolute after:inset-0"
              >
                {name}
              </Link>
              {mark}
            </td>
            {columns.map((column, index) => (
              <td key={column.name} className={cell(column)}>
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
