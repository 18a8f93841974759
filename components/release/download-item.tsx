import { CircleCheck, Download, PackageCheck, Square, Trash2 } from "lucide-react";
import type { ExportFormat } from "#core/release/export-format.ts";
import type {
  DownloadState,
  OfferedDownload,
  OfferedDownloads,
} from "#server/release/find-downloads.ts";
import type { ExportKey } from "#server/release/stored-export.ts";
import type { ActionResult } from "#server/web/action.ts";
import { May } from "#components/account/may.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";

/** What people call the layouts, and what each is for. */
const texts: Readonly<Record<ExportFormat, readonly [name: string, use: string]>> = {
  "gsi-bench": ["GSI-Bench", "the layout that the evaluator reads"],
  jsonl: ["JSON lines", "all that is known, one line a sample"],
  huggingface: ["Hugging Face", "Parquet, card, Croissant"],
  overlays: ["Contact sheet", "before and after of every sample on one page"],
  gltf: ["glTF", "camera, boxes and points of every sample in 3D"],
};

/** What can be asked for one zip. */
type DownloadStep = "prepare" | "cancel" | "remove";

export type DownloadActions = Readonly<
  Record<DownloadStep, (key: ExportKey) => Promise<ActionResult<unknown>>>
> & { readonly look: (request: { name: string }) => Promise<ActionResult<OfferedDownloads>> };

/** One zip of a release: the way to download it, and to have it made ready for that. */
export function DownloadItem({
  release,
  download: { format, media, isUsual, state },
  isOneOfTwo,
  disabled,
  perform,
}: {
  release: string;
  download: OfferedDownload;
  /** Whether there is one with and one without photos. */
  isOneOfTwo: boolean;
  disabled: boolean;
  perform: (step: DownloadStep) => void;
}) {
  const [layout, use] = texts[format];
  const photos = media ? "with photos" : "without photos";
  const name = isOneOfTwo ? `${layout}, ${photos}` : layout;
  const query = new URLSearchParams({ format, ...(isUsual ? {} : { photos: "with" }) });
  return (
    <li className="px-4 py-2.5 text-xs" data-download={name}>
      <div className="flex items-center justify-between gap-2">
        <span className="font-medium">{layout}</span>
        <span className="flex gap-1.5">
          {(state.kind === "none" || state.kind === "failed") && (
            <May do="release.prepare">
              <Button
                look="ghost"
                size="sm"
                disabled={disabled}
                aria-label={`Make ready: ${name}`}
                title="A worker makes it and keeps it: you can close this page"
                onClick={() => perform("prepare")}
              >
                <PackageCheck className="size-3.5" aria-hidden />
                Make ready
              </Button>
            </May>
          )}
          <May do="release.export">
            <a
              href={`/releases/${encodeURIComponent(release)}/download?${query}`}
              download
              aria-label={`Download ${name}`}
              title={
                isUsual
                  ? undefined
                  : "The terms of the scans do not allow them to be passed on: for yourself"
              }
              className={buttonClass({ size: "sm" })}
            >
              <Download className="size-3.5" aria-hidden />
              Download
            </a>
          </May>
        </span>
      </div>
      <p className="text-soft">{isOneOfTwo ? `${use}, ${photos}` : use}</p>
      <StateOfDownload state={state} name={name} disabled={disabled} perform={perform} />
    </li>
  );
}

function StateOfDownload({
  state,
  name,
  disabled,
  perform,
}: {
  state: DownloadState;
  name: string;
  disabled: boolean;
  perform: (step: DownloadStep) => void;
}) {
  if (state.kind === "none") return null;
  if (state.kind === "failed")
    return <p className="mt-1.5 break-words text-bad">It could not be made: {state.reason}</p>;
  if (state.kind === "making") {
    const { done, total } = state;
    return (
      <div className="mt-1.5 flex items-center gap-2">
        <span className="h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-sunken" aria-hidden>
          <span
            className="block h-full bg-accent transition-[width] duration-500"
            style={{ width: total === null ? 0 : `${(done / total) * 100}%` }}
          />
        </span>
        <span className="figures text-soft">
          {total === null ? "waits for a worker" : `${done} of ${total} files`}
        </span>
        <May do="release.prepare">
          <Button
            look="danger"
            size="sm"
            disabled={disabled}
            aria-label={`Cancel: ${name}`}
            onClick={() => perform("cancel")}
          >
            <Square className="size-3" aria-hidden />
            Cancel
          </Button>
        </May>
      </div>
    );
  }
  return (
    <div className="mt-1.5 flex items-start gap-2">
      <CircleCheck className="mt-px size-3.5 shrink-0 text-good" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="figures">
          Ready, {(state.sizeBytes / 1e6).toFixed(1)} MB, <RelativeTime at={state.at} />
        </p>
        <p className="text-soft">
          SHA-256 <code className="font-mono text-2xs break-all select-all">{state.sha256}</code>
        </p>
      </div>
      <May do="release.prepare">
        <Button
          look="ghost"
          size="icon"
          disabled={disabled}
          aria-label={`Remove: ${name}`}
          title="Remove the file; it can be made again"
          onClick={() => perform("remove")}
        >
          <Trash2 className="size-3.5" aria-hidden />
        </Button>
      </May>
    </div>
  );
}
