/** A command for a terminal. */
export function CodeLine({ children }: { children: string }) {
  return (
    <code className="block overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 text-left font-mono text-xs whitespace-pre text-ink select-all">
      {children}
    </code>
  );
}
