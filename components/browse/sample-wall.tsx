import type { SampleListItem } from "#server/sample/find-samples.ts";
import { SampleCard } from "./sample-card.tsx";

/** Samples side by side. */
export function SampleWall({ samples }: { samples: readonly SampleListItem[] }) {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] gap-3">
      {samples.map((sample) => (
        <SampleCard key={sample.id} sample={sample} />
      ))}
    </div>
  );
}
