"use client";

import type { DownloadCount } from "#server/release/find-releases.ts";
import type { OfferedDownloads } from "#server/release/find-downloads.ts";
import { WhoMay } from "#components/account/may.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { useAction } from "#components/ui/use-action.ts";
import type { DownloadActions } from "./download-item.tsx";
import { DownloadItem } from "./download-item.tsx";
import { useLiveDownloads } from "./use-live-downloads.ts";

/** The zips that a release can be downloaded as, how far those are that are made ready, and how often each layout was taken. */
export function DownloadsPanel({
  release,
  downloads,
  counts,
  actions,
}: {
  release: string;
  downloads: OfferedDownloads;
  counts: readonly DownloadCount[];
  actions: DownloadActions;
}) {
  const { pending, perform } = useAction();
  const { offered, workersAlive } = useLiveDownloads(release, downloads, actions.look);
  const isMaking = offered.some(({ state }) => state.kind === "making");
  return (
    <Panel title="Downloads" flush>
      {isMaking && workersAlive === 0 && (
        <p role="alert" className="mx-4 mt-3 rounded-md bg-warn-wash px-3 py-2 text-xs text-warn">
          No worker is running, so nothing moves. <code className="font-mono">npm start</code>{" "}
          starts one; it goes on where it stands.
        </p>
      )}
      <ul className="divide-y divide-line">
        {offered.map((one) => (
          <DownloadItem
            key={`${one.format}:${one.media}`}
            release={release}
            download={one}
            isOneOfTwo={offered.some(
              (other) => other.format === one.format && other.media !== one.media,
            )}
            disabled={pending}
            perform={(step) =>
              perform(() => actions[step]({ name: release, format: one.format, media: one.media }))
            }
          />
        ))}
      </ul>
      <div className="flex flex-col gap-2 border-t border-line px-4 py-3 text-xs text-soft">
        <WhoMay do="release.export" />
        <p>
          A download that is ready can be gone on with when it breaks off. Any other is made while
          it is sent: the same bytes.
        </p>
        {counts.length > 0 && (
          <p className="figures">
            Exports and downloads that came to their end, of those started:{" "}
            {counts
              .map(({ format, started, finished }) => `${format} ${finished} of ${started}`)
              .join(", ")}
          </p>
        )}
      </div>
    </Panel>
  );
}
