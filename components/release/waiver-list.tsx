import type { ReleasedWaiver } from "#core/release/preflight/waiver.ts";
import { SampleLink } from "#components/browse/sample-link.tsx";
import { codeText } from "#components/preflight/code-text.ts";

/** What was found before the freeze and put up with: by whom, and why. */
export function WaiverList({ waivers }: { waivers: readonly ReleasedWaiver[] }) {
  return (
    <ul className="flex max-h-72 flex-col gap-2.5 overflow-y-auto text-xs">
      {waivers.map(({ by, code, sampleId, reason }) => (
        <li key={`${sampleId} ${code}`} className="wrap-anywhere">
          <span className="font-medium">{codeText[code]}</span>
          <br />
          {sampleId === null ? (
            <span className="text-2xs text-soft">the release as a whole</span>
          ) : (
            <SampleLink sampleId={sampleId}>{sampleId}</SampleLink>
          )}
          <p className="mt-0.5 text-soft">
            {by}: “{reason}”
          </p>
        </li>
      ))}
    </ul>
  );
}
