import type { Step } from "#core/text/sequence-difference.ts";
import { lineDifference } from "#core/text/line-difference.ts";

const looks: Record<Step["kind"], { sign: string; said: string; className: string }> = {
  same: { sign: " ", said: "", className: "text-soft" },
  removed: { sign: "−", said: "was: ", className: "bg-bad-wash text-bad" },
  added: { sign: "+", said: "is: ", className: "bg-good-wash text-good" },
};

/** The lines that changed from one text to another, each with its neighbours. */
export function LineChanges({ from, to }: { from: string; to: string }) {
  const steps = lineDifference(from, to);
  const isNear = (index: number) =>
    steps.slice(Math.max(0, index - 1), index + 2).some(({ kind }) => kind !== "same");
  const shown = steps
    .map((step, index) => ({ ...step, index }))
    .filter(({ index }) => isNear(index));
  return (
    <div className="overflow-x-auto font-mono text-xs">
      {shown.map(({ kind, part, index }, at) => {
        const { sign, said, className } = looks[kind];
        const isGap = at > 0 && shown[at - 1]!.index !== index - 1;
        return (
          <div key={index}>
            {isGap && <div className="my-1 border-t border-dashed border-line" />}
            <div className={`flex gap-2 px-4 py-0.5 whitespace-pre-wrap ${className}`}>
              <span aria-hidden>{sign}</span>
              <span className="min-w-0 break-words">
                <span className="sr-only">{said}</span>
                {part}
              </span>
            </div>
          </div>
        );
      })}
    </div>
  );
}
