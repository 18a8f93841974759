import { Camera } from "lucide-react";
import Link from "next/link";
import { counted } from "#core/counted.ts";
import { SampleState } from "#core/sample/sample-state.ts";
import type { SceneCard as Card } from "#server/overview/get-overview.ts";
import { fileUrl } from "#components/ui/file-url.ts";

const shares = [
  { states: ["accepted"], fill: "bg-good-fill", text: "accepted" },
  { states: ["queued"], fill: "bg-accent", text: "waiting" },
  { states: ["rejected"], fill: "bg-bad", text: "rejected" },
  { states: ["dropped"], fill: "bg-warn/60", text: "dropped" },
  {
    states: ["proposed", "checked", "worded", "rendered"],
    fill: "bg-line-strong/50",
    text: "in the making",
  },
] as const;

/** A scene at a glance: a photo of it, how much of it is used, and how its samples stand. */
export function SceneCard({ scene }: { scene: Card }) {
  const total = SampleState.options.reduce((sum, state) => sum + scene.samples[state], 0);
  const parts = shares
    .map(({ states, ...rest }) => ({
      ...rest,
      count: states.reduce((sum, state) => sum + scene.samples[state], 0),
    }))
    .filter(({ count }) => count > 0);
  return (
    <article className="group relative overflow-hidden rounded-lg border border-line bg-surface transition-colors hover:border-line-strong">
      {scene.coverHash ? (
        // eslint-disable-next-line -- already the right size
        <img
          src={fileUrl(scene.coverHash, 640)}
          alt=""
          className="aspect-[16/9] w-full bg-sunken object-cover"
        />
      ) : (
        <div className="flex aspect-[16/9] w-full items-center justify-center bg-sunken text-soft">
          <Camera className="size-6" aria-hidden />
          <span className="sr-only">No photo selected yet</span>
        </div>
      )}
      <div className="p-4">
        <h3 className="text-base font-semibold">
          <Link
            href={`/scenes/${encodeURIComponent(scene.id)}`}
            aria-label={`${scene.id}, ${scene.keptCount} of ${counted(scene.frameCount, "photo")} kept`}
            className="rounded-sm after:absolute after:inset-0"
          >
            {scene.id}
          </Link>
        </h3>
        <p className="figures mt-0.5 text-xs text-soft">
          {scene.keptCount} of {counted(scene.frameCount, "photo")} kept,{" "}
          {counted(scene.objectCount, "object")}
        </p>
        <div className="mt-3 flex h-1.5 overflow-hidden rounded-full bg-sunken" aria-hidden>
          {parts.map(({ text, fill, count }) => (
            <span key={text} className={fill} style={{ width: `${(count / total) * 100}%` }} />
          ))}
        </div>
        <ul className="figures mt-2 flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-soft">
          {parts.length === 0 && <li>no samples yet</li>}
          {parts.map(({ text, fill, count }) => (
            <li key={text} className="flex items-center gap-1.5">
              <span aria-hidden className={`size-1.5 rounded-full ${fill}`} />
              {count} {text}
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}
