import type { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { CodeCount } from "./code-counts.ts";
import { codeText } from "./code-text.ts";
import { SeverityMark } from "./severity-mark.tsx";

/** What was found, counted by code; one of them narrows the list beside it. */
export function CodeFilter({
  counts,
  chosen,
  onChoose,
}: {
  counts: readonly CodeCount[];
  chosen: PreflightCode | null;
  onChoose: (code: PreflightCode | null) => void;
}) {
  return (
    <ul className="flex flex-col p-1.5">
      {counts.map(({ code, severity, found, waived }) => (
        <li key={`${severity} ${code}`}>
          <button
            type="button"
            aria-pressed={chosen === code}
            onClick={() => onChoose(chosen === code ? null : code)}
            className={classNames(
              "grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-2 rounded-md border px-1.5 py-1 text-left text-xs",
              chosen === code ? "border-ink bg-hover" : "border-transparent hover:bg-hover",
            )}
          >
            <SeverityMark of={severity} />
            <span className="min-w-0">
              <span className="block truncate" title={codeText[code]}>
                {codeText[code]}
              </span>
              <code className="block truncate font-mono text-2xs text-soft">{code}</code>
            </span>
            <span className="figures text-right font-semibold">
              {found}
              {waived > 0 && (
                <span className="block text-2xs font-normal text-soft">{waived} waived</span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
