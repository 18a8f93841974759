"use client";

import { CircleDot, LoaderCircle, OctagonX, Snowflake } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DraftSpec } from "#core/release/pick/draft-spec.ts";
import type { DraftDetail } from "#server/draft/get-draft.ts";
import type { SampleListItem } from "#server/sample/find-samples.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { CompositionPlots } from "./composition-plots.tsx";
import { markOf, withMark } from "./mark-sample.ts";
import { NearDuplicateList } from "./near-duplicate-list.tsx";
import { PickSummary } from "./pick-summary.tsx";
import { PickWall } from "./pick-wall.tsx";
import { PreflightFields } from "./preflight-fields.tsx";
import { QueryFields } from "./query-fields.tsx";
import { QuotaFields } from "./quota-fields.tsx";
import type { SaveSpec, SaveState } from "./spec-saver.ts";
import { specSaver } from "./spec-saver.ts";
import { SplitFields } from "./split-fields.tsx";
import { useMayChange } from "./use-may-change.ts";

const delayMs = 400;
const seedMax = 2 ** 31 - 1;

/** A draft being made: query and quotas on the left are stored as they change, and what they pick is shown beside. */
export function DraftWorkspace({
  draft,
  picked,
  excluded,
  isOwn,
  save,
}: {
  draft: DraftDetail;
  picked: readonly SampleListItem[];
  excluded: readonly SampleListItem[];
  /** Whether the reader made the draft. */
  isOwn: boolean;
  save: SaveSpec;
}) {
  const { spec, complaints, saving, change } = useSpec(draft, save);
  const mayChange = useMayChange({ isOwn });
  const isSettled = saving.state === "saved" && complaints.length === 0;
  return (
    <div className="grid grid-cols-[17.5rem_minmax(0,1fr)] items-start gap-4">
      <div className="sticky top-4 max-h-[calc(100vh-2rem)] overflow-y-auto">
        <Panel title="Draft" aside={<SaveLight {...saving} complaints={complaints} />}>
          <fieldset disabled={!mayChange} className="flex min-w-0 flex-col gap-3">
            {!mayChange && (
              <p className="text-xs text-soft">
                The draft is {draft.by}&apos;s, who may change it, as release managers and owners
                may. Start one of your own to choose otherwise.
              </p>
            )}
            {[...complaints, ...(saving.message ? [saving.message] : [])].map((text) => (
              <p key={text} role="alert" className="text-xs text-bad">
                {text}
              </p>
            ))}
            {saving.state === "stale" && (
              <Button size="sm" onClick={() => window.location.reload()}>
                Load it again
              </Button>
            )}
            <QueryFields
              query={spec.query}
              choices={draft.choices}
              onChange={(part) => change({ ...spec, query: { ...spec.query, ...part } })}
            />
            <QuotaFields
              quotas={spec.quotas}
              operations={draft.choices.operations}
              onChange={(part) => change({ ...spec, quotas: { ...spec.quotas, ...part } })}
            />
            <SplitFields split={spec.split} onChange={(split) => change({ ...spec, split })} />
            <PreflightFields
              preflight={spec.preflight}
              onChange={(preflight) => change({ ...spec, preflight })}
            />
            <NumberInput
              label="Seed"
              shownLabel="Seed"
              unit=""
              value={spec.seed}
              onChange={(seed) => change({ ...spec, seed })}
              min={0}
              max={seedMax}
              step={1}
              decimals={0}
            />
          </fieldset>
        </Panel>
      </div>
      <div className="flex min-w-0 flex-col gap-4" aria-busy={!isSettled}>
        <PickSummary
          draft={draft}
          action={<FreezeLink id={draft.id} isReady={isSettled && draft.pick.ids.length > 0} />}
        />
        <NearDuplicateList pairs={draft.nearDuplicates} />
        <CompositionPlots composition={draft.composition} pick={draft.pick} />
        <fieldset disabled={!mayChange} className="min-w-0">
          <PickWall
            picked={picked}
            excluded={excluded}
            markOf={(id) => markOf(spec, id)}
            onMark={(id, mark) => change(withMark(spec, id, mark))}
          />
        </fieldset>
      </div>
    </div>
  );
}

/** Leads to the freeze with this draft; not before what is on the screen is stored. */
function FreezeLink({ id, isReady }: { id: string; isReady: boolean }) {
  const content = (
    <>
      <Snowflake className="size-4" aria-hidden />
      Freeze…
    </>
  );
  return isReady ? (
    <ButtonLink look="primary" href={`/releases?draft=${encodeURIComponent(id)}#freeze`}>
      {content}
    </ButtonLink>
  ) : (
    <Button look="primary" disabled>
      {content}
    </Button>
  );
}

/** The spec on the screen: stored when it is sound, and the page read anew after that. */
function useSpec(draft: DraftDetail, save: SaveSpec) {
  const router = useRouter();
  const [spec, setSpec] = useState(draft.spec);
  const [complaints, setComplaints] = useState<readonly string[]>([]);
  const [saving, setSaving] = useState<{ state: SaveState; message: string | null }>({
    state: "saved",
    message: null,
  });
  const { id, version } = draft;
  const [saver] = useState(() =>
    specSaver({
      id,
      version,
      delayMs,
      save,
      onState: (state, message) => {
        setSaving({ state, message });
        if (state === "saved") router.refresh();
      },
    }),
  );
  const change = (next: DraftSpec) => {
    setSpec(next);
    const checked = DraftSpec.safeParse(next);
    setComplaints(checked.success ? [] : checked.error.issues.map(({ message }) => message));
    if (checked.success) saver.change(checked.data);
  };
  return { spec, complaints, saving, change };
}

const lights = {
  saved: { icon: CircleDot, tone: "text-good", text: "Saved" },
  waiting: { icon: LoaderCircle, tone: "text-soft", text: "Changed" },
  saving: { icon: LoaderCircle, tone: "text-soft", text: "Saving" },
  refused: { icon: OctagonX, tone: "text-bad", text: "Not saved" },
  stale: { icon: OctagonX, tone: "text-bad", text: "Changed elsewhere" },
} satisfies Record<SaveState, unknown>;

function SaveLight({ state, complaints }: { state: SaveState; complaints: readonly string[] }) {
  const { icon: Icon, tone, text } = lights[complaints.length > 0 ? "refused" : state];
  return (
    <output className={`flex items-center gap-1.5 text-2xs font-medium ${tone}`}>
      <Icon className="size-3.5" aria-hidden />
      {text}
    </output>
  );
}
