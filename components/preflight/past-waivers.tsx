import type { WaiverDetail } from "#server/preflight/waivers.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { codeText } from "./code-text.ts";

/** Waivers that hold for nothing any more: they are kept on record. */
export function PastWaivers({ waivers }: { waivers: readonly WaiverDetail[] }) {
  if (waivers.length === 0) return null;
  return (
    <details className="rounded-lg border border-line bg-surface px-4 py-2.5 text-xs">
      <summary className="font-semibold">Earlier waivers ({waivers.length})</summary>
      <ul className="mt-2 flex flex-col gap-2">
        {waivers.map(({ id, code, sampleId, reason, by, at, revoked }) => (
          <li key={id} className="break-words">
            <span className="font-medium">{codeText[code]}</span>{" "}
            <span className="font-mono text-2xs">{sampleId ?? "the release as a whole"}</span>
            <br />
            <span className="text-soft">
              {by}, <RelativeTime at={at} />: “{reason}”;{" "}
              {revoked ? (
                <>
                  revoked by {revoked.by}, <RelativeTime at={revoked.at} />
                </>
              ) : (
                "what it was for is not found any more"
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
