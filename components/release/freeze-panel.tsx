"use client";

import { Snowflake, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId, useState, useTransition } from "react";
import { counted } from "#core/counted.ts";
import { redetectionCountText } from "#core/release/redetection-count.ts";
import type { ReleaseSource } from "#core/release/release-name.ts";
import type { FrozenRelease } from "#server/release/freeze-release.ts";
import type { FreezePreview } from "#server/release/preview-freeze.ts";
import type { ActionResult } from "#server/web/action.ts";
import { useMay, WhoMay } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Panel } from "#components/ui/panel.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { CompositionBars } from "./composition-bars.tsx";
import { EditionFields, emptyEdition } from "./edition-fields.tsx";
import { LeftOutList } from "./left-out-list.tsx";
import type { EditionRequest } from "./read-edition-draft.ts";
import { readEditionDraft } from "./read-edition-draft.ts";
import { sourceText } from "./source-text.ts";

const sources: readonly ReleaseSource[] = ["accepted", "gated"];

/** A draft that is about to be frozen, with the samples that it picks. */
export type DraftToFreeze = {
  readonly id: string;
  readonly name: string;
  readonly ids: readonly string[];
  /** What the preflight that it demands leaves to be done, as sentences. */
  readonly obstacles: readonly string[];
  readonly preview: FreezePreview;
};

/** Names a version, shows what would be in it and what not and why, and freezes it. */
export function FreezePanel({
  previews,
  draft,
  freeze,
}: {
  previews: Record<ReleaseSource, FreezePreview>;
  draft: DraftToFreeze | null;
  freeze: (
    request: EditionRequest & { name: string } & (
        | { source: ReleaseSource }
        | { draftId: string; picked: readonly string[] }
      ),
  ) => Promise<ActionResult<FrozenRelease>>;
}) {
  const router = useRouter();
  const toast = useToast();
  const id = useId();
  const [pending, startTransition] = useTransition();
  const mayFreeze = useMay("release.freeze");
  const [name, setName] = useState("");
  const [typed, setTyped] = useState(emptyEdition);
  const [choice, setChoice] = useState<ReleaseSource | "draft">(
    draft ? "draft" : previews.accepted.composition.samples > 0 ? "accepted" : "gated",
  );
  const [refusal, setRefusal] = useState<string | null>(null);
  const drafted = choice === "draft" ? draft : null;
  const source = drafted?.preview.source ?? (choice === "draft" ? "accepted" : choice);
  const preview = drafted?.preview ?? previews[source];
  const options = [
    ...(draft ? [{ value: "draft" as const, preview: draft.preview, text: draft.name }] : []),
    ...sources.map((value) => ({ value, preview: previews[value], text: sourceText[value] })),
  ];
  // A draft is frozen whole: a sample of it that cannot be released has to leave the draft first.
  const isBlocked = drafted !== null && preview.leftOut.length > 0;
  const obstacles = drafted?.obstacles ?? [];
  const read = readEditionDraft(name, typed);
  const edition = "complaint" in read ? null : read;
  const complaint = refusal ?? (name !== "" && "complaint" in read ? read.complaint : null);
  const submit = () =>
    startTransition(async () => {
      if (!edition) return;
      const answer = await freeze({
        name,
        ...edition.request,
        ...(drafted ? { draftId: drafted.id, picked: drafted.ids } : { source }),
      }).catch(() => null);
      if (!answer) return setRefusal("The server cannot be reached. Nothing was frozen.");
      if (!answer.ok) return setRefusal(answer.message);
      toast({ title: `Release ${edition.name} is frozen` });
      router.push(`/releases/${encodeURIComponent(edition.name)}`);
    });
  return (
    <Panel title="Freeze a release">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (edition) submit();
        }}
      >
        <div>
          <label htmlFor={`${id}-name`} className="text-xs font-medium">
            Name
          </label>
          <input
            id={`${id}-name`}
            value={name}
            required
            autoComplete="off"
            placeholder="v0.1.0"
            aria-invalid={Boolean(complaint)}
            aria-describedby={complaint ? `${id}-complaint` : undefined}
            onChange={(event) => {
              setName(event.target.value);
              setRefusal(null);
            }}
            className="mt-1 h-8 w-full rounded-md border border-field bg-surface px-2.5 font-mono text-xs placeholder:text-soft aria-invalid:border-bad"
          />
          {complaint && (
            <p id={`${id}-complaint`} role="alert" className="mt-1 text-xs text-bad">
              {complaint}
            </p>
          )}
        </div>
        <EditionFields
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setRefusal(null);
          }}
        />
        {edition && typed.version !== "" && (
          <p className="text-xs text-soft">
            Its name for good: <code className="font-mono">{edition.name}</code>
          </p>
        )}
        <fieldset>
          <legend className="mb-1 text-xs font-medium">Samples</legend>
          <div className={classNames("grid gap-1.5", draft ? "grid-cols-3" : "grid-cols-2")}>
            {options.map(({ value, preview: { composition }, text }) => (
              <label
                key={value}
                className={classNames(
                  "cursor-pointer rounded-md border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                  choice === value ? "border-ink bg-hover" : "border-line hover:bg-hover",
                )}
              >
                <input
                  type="radio"
                  name="source"
                  value={value}
                  checked={choice === value}
                  onChange={() => {
                    setChoice(value);
                    setRefusal(null);
                  }}
                  className="sr-only"
                />
                <span className="figures block text-base font-semibold">{composition.samples}</span>
                <span className="text-xs text-soft">
                  {value === "draft" && <span className="sr-only">chosen by the draft </span>}
                  {text}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {preview.composition.samples > 0 ? (
          <CompositionBars composition={preview.composition} />
        ) : (
          <p className="text-xs text-soft">
            {preview.leftOut.length > 0
              ? "None of these samples can be released."
              : drafted
                ? "The draft picks nothing."
                : source === "accepted"
                  ? "Nobody has accepted a sample yet."
                  : "The gate has kept nothing yet."}
          </p>
        )}
        <p className="text-xs text-soft">
          Re-detection:{" "}
          <span className="figures">{redetectionCountText(preview.redetections)}</span>
          {preview.redetections.notLookedAt > 0 && (
            <>
              {" "}
              (<code className="font-mono">gsi redetect</code> looks)
            </>
          )}
        </p>
        {preview.leftOut.length > 0 && (
          <details open={isBlocked}>
            <summary className="text-xs font-semibold text-bad">
              {isBlocked
                ? `${counted(preview.leftOut.length, "picked sample")} cannot be released`
                : `${preview.leftOut.length} would be left out`}
            </summary>
            <div className="mt-2">
              <LeftOutList leftOut={preview.leftOut} />
            </div>
          </details>
        )}
        {preview.warnings.length > 0 && (
          <ul className="flex flex-col gap-1.5">
            {preview.warnings.map(({ rule, count, example }) => (
              <li key={rule} className="flex gap-2 text-xs">
                <TriangleAlert className="mt-px size-3.5 shrink-0 text-warn" aria-hidden />
                <span>
                  <span className="figures font-medium">
                    {count} × {rule}
                  </span>
                  : {example}
                </span>
              </li>
            ))}
          </ul>
        )}
        <Button
          type="submit"
          look="primary"
          disabled={
            !mayFreeze ||
            !edition ||
            preview.composition.samples === 0 ||
            isBlocked ||
            obstacles.length > 0 ||
            pending
          }
          className="justify-center"
        >
          <Snowflake className="size-4" aria-hidden />
          {pending ? "Freezing" : `Freeze ${counted(preview.composition.samples, "sample")}`}
        </Button>
        <WhoMay do="release.freeze" />
        {isBlocked && (
          <p className="text-xs text-bad">
            Correct them, or{" "}
            <Link
              href={`/releases/drafts/${encodeURIComponent(drafted.id)}`}
              className="underline underline-offset-2"
            >
              exclude them in the draft
            </Link>
            .
          </p>
        )}
        {drafted && obstacles.length > 0 && (
          <p className="figures text-xs text-bad">
            The{" "}
            <Link
              href={`/releases/drafts/${encodeURIComponent(drafted.id)}/preflight`}
              className="underline underline-offset-2"
            >
              preflight
            </Link>{" "}
            is not passed: {obstacles.join(", ")}.
          </p>
        )}
        <p className="text-2xs text-soft">
          Freezing cannot be undone. A correction is a new version with another name.
        </p>
      </form>
    </Panel>
  );
}
