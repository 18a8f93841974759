/** A command for a terminal. */
export function CodeLine({ children }: { children: string }) {
  return (
    <code className="block rounded-md border border-line bg-sunken px-3 py-2 text-left font-mono text-xs wrap-anywhere text-ink select-all">
      {children}
    </code>
  );
}
