"use client";

import { useId, useState } from "react";
import { editStem } from "#core/release/dataset-names.ts";
import type { FrozenRelease } from "#server/release/freeze-release.ts";
import type { ReleaseErrata } from "#server/release/get-release-errata.ts";
import type { ActionResult } from "#server/web/action.ts";
import { May, useMay, WhoMay } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { useAction } from "#components/ui/use-action.ts";

const field =
  "h-7 w-full rounded-md border border-field bg-surface px-2 text-xs placeholder:text-soft";

/** What is wrong with samples of a release: said here, and taken up by a patch. */
export function ErrataPanel({
  name,
  version,
  sampleIds,
  errata: { errata, supersededBy },
  record,
  withdraw,
  patch,
}: {
  name: string;
  version: string | null;
  sampleIds: readonly string[];
  errata: ReleaseErrata;
  record: (request: {
    name: string;
    sampleId: string;
    reason: string;
  }) => Promise<ActionResult<void>>;
  withdraw: (request: { name: string; sampleId: string }) => Promise<ActionResult<void>>;
  patch: (request: { name: string }) => Promise<ActionResult<FrozenRelease>>;
}) {
  const id = useId();
  const { pending, perform } = useAction();
  const [sampleId, setSampleId] = useState("");
  const [reason, setReason] = useState("");
  const isOpen = supersededBy === null;
  const mayAnnotate = useMay("release.annotate");
  return (
    <Panel title={errata.length > 0 ? `Errata: ${errata.length}` : "Errata"}>
      <ul className="mb-3 flex flex-col gap-2 text-xs empty:hidden">
        {errata.map((erratum) => (
          <li key={erratum.sampleId}>
            <span className="font-mono text-2xs break-all">{editStem(erratum)}</span>
            <br />
            {erratum.reason} <span className="text-soft">({erratum.by})</span>{" "}
            {isOpen && mayAnnotate && (
              <button
                type="button"
                disabled={pending}
                onClick={() => perform(() => withdraw({ name, sampleId: erratum.sampleId }))}
                className="rounded-sm text-soft underline underline-offset-2 hover:text-ink"
              >
                withdraw
              </button>
            )}
          </li>
        ))}
      </ul>
      {isOpen && !mayAnnotate && <WhoMay do="release.annotate" />}
      {isOpen && mayAnnotate && (
        <form
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            perform(() => record({ name, sampleId, reason }));
            setSampleId("");
            setReason("");
          }}
        >
          <input
            aria-label="Sample that is wrong"
            list={`${id}-samples`}
            value={sampleId}
            required
            placeholder="Sample"
            onChange={(event) => setSampleId(event.target.value)}
            className={`${field} font-mono`}
          />
          <datalist id={`${id}-samples`}>
            {sampleIds.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </datalist>
          <input
            aria-label="What is wrong with it"
            value={reason}
            required
            maxLength={1000}
            placeholder="What is wrong with it"
            onChange={(event) => setReason(event.target.value)}
            className={field}
          />
          <div className="flex gap-2">
            <Button type="submit" size="sm" disabled={pending || !sampleId || !reason.trim()}>
              Record
            </Button>
            {errata.length > 0 && version !== null && (
              <May do="release.freeze">
                <Button
                  size="sm"
                  look="primary"
                  disabled={pending}
                  onClick={() =>
                    perform(() => patch({ name }), {
                      title: "The patch is frozen",
                      description: "This version stays as it is.",
                    })
                  }
                >
                  Make a patch of {version}
                </Button>
              </May>
            )}
          </div>
        </form>
      )}
      {!isOpen && (
        <p className="text-xs text-soft">They stand: {supersededBy} was frozen because of them.</p>
      )}
    </Panel>
  );
}
