import { Check } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import type { Wording } from "./wordings.ts";

/** Words that can be put into the editor with one click. Those that do not fit the edit as it is now stay in their place. */
export function WordingList({
  wordings,
  text,
  disabled,
  onChoose,
}: {
  wordings: readonly Wording[];
  /** What stands in the editor. */
  text: string;
  disabled: boolean;
  onChoose: (text: string) => void;
}) {
  return (
    <section aria-label="Wordings" className="mt-2">
      <h3 className="caption">Wordings</h3>
      <ul className="mt-0.5">
        {wordings.map((wording) => {
          const isChosen = wording.text === text;
          return (
            <li key={wording.text}>
              <button
                type="button"
                disabled={disabled || isChosen || !wording.fits}
                aria-pressed={isChosen}
                onClick={() => onChoose(wording.text)}
                className={classNames(
                  "-mx-1.5 grid w-[calc(100%+0.75rem)] grid-cols-[0.875rem_1fr] items-start gap-1.5 rounded-sm px-1.5 py-1 text-left text-xs enabled:hover:bg-hover",
                  isChosen ? "font-medium" : "text-soft enabled:hover:text-ink",
                )}
              >
                {isChosen ? (
                  <Check className="mt-px size-3.5 text-good" aria-hidden />
                ) : (
                  <span aria-hidden />
                )}
                <span>
                  {wording.text}
                  {!wording.fits && (
                    <span className="block text-2xs">does not say what the edit does now</span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
