import type { Share } from "#core/gate/accountability/share.ts";
import { percentText, rangeText } from "./share-text.ts";

/** A share with its interval, in figures and as a bar: the band is the interval, the line the share. */
export function ShareCell({ share }: { share: Share | null }) {
  if (!share) return <span className="text-2xs text-soft">not known yet</span>;
  return (
    <span className="block min-w-24">
      <span className="flex items-baseline justify-between gap-2">
        <span className="font-semibold">{percentText(share.value)}</span>
        <span className="text-2xs whitespace-nowrap text-soft">{rangeText(share)}</span>
      </span>
      <IntervalBar share={share} />
    </span>
  );
}

function IntervalBar({ share: { value, low, high } }: { share: Share }) {
  return (
    <span aria-hidden className="relative mt-1 block h-2 rounded-sm bg-sunken">
      <span
        className="absolute inset-y-0 rounded-sm bg-accent/35"
        style={{ left: `${100 * low}%`, width: `max(2px, ${100 * (high - low)}%)` }}
      />
      <span
        className="absolute -inset-y-0.5 w-0.5 -translate-x-1/2 bg-ink"
        style={{ left: `${100 * value}%` }}
      />
    </span>
  );
}
