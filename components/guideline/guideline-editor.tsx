"use client";

import { useDeferredValue, useState } from "react";
import { useRouter } from "next/navigation";
import type { ActionResult } from "#server/web/action.ts";
import type { Guidelines } from "#server/guideline/get-guidelines.ts";
import { May } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { TextInput } from "#components/ui/text-input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { MarkdownText } from "./markdown.tsx";

export type SaveGuidelines = (request: {
  basedOn: number;
  body: string;
  note: string;
}) => Promise<ActionResult<{ number: number }>>;

/** The guidelines to read; and to change, with the text as it will look beside it. */
export function GuidelineEditor({
  guidelines,
  newest,
  saveGuidelines,
}: {
  guidelines: Guidelines;
  /** Whether this is the version that counts: only that can be changed. */
  newest: boolean;
  saveGuidelines: SaveGuidelines;
}) {
  const router = useRouter();
  const toast = useToast();
  const [draft, setDraft] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [sending, setSending] = useState(false);
  const preview = useDeferredValue(draft);
  const save = async (body: string) => {
    setSending(true);
    const answer = await saveGuidelines({ basedOn: guidelines.number, body, note }).catch(
      () => null,
    );
    setSending(false);
    if (!answer?.ok)
      return toast({
        title: "The guidelines are not saved",
        description: answer?.message ?? "The server cannot be reached. Your text is still here.",
        urgent: true,
      });
    setDraft(null);
    setNote("");
    toast({ title: `Version ${answer.value.number} counts now` });
    router.push("/guidelines");
    router.refresh();
  };
  if (draft === null)
    return (
      <Panel
        title={`Version ${guidelines.number}`}
        aside={
          newest && (
            <May do="guideline.write">
              <Button size="sm" onClick={() => setDraft(guidelines.body)}>
                Edit
              </Button>
            </May>
          )
        }
      >
        <MarkdownText text={guidelines.body} />
      </Panel>
    );
  return (
    <Panel title={`A version after ${guidelines.number}`}>
      <div className="grid grid-cols-2 gap-4">
        <label className="flex flex-col gap-1">
          <span className="caption">Markdown</span>
          <textarea
            value={draft}
            maxLength={40_000}
            spellCheck
            onChange={(event) => setDraft(event.target.value)}
            className="h-[60vh] w-full resize-none rounded-md border border-field bg-surface p-3 font-mono text-xs"
          />
        </label>
        <section aria-label="Preview" className="flex min-w-0 flex-col gap-1">
          <span className="caption">As it will look</span>
          {/* Scrolls by itself, so the keyboard must be able to get there. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div tabIndex={0} className="h-[60vh] overflow-y-auto rounded-md border border-line p-3">
            <MarkdownText text={preview ?? ""} />
          </div>
        </section>
      </div>
      <div className="mt-3 flex items-center gap-2">
        <TextInput
          label="What changed"
          value={note}
          onChange={setNote}
          className="min-w-0 flex-1"
        />
        <Button size="sm" onClick={() => setDraft(null)}>
          Give up
        </Button>
        <Button
          size="sm"
          look="primary"
          disabled={sending || !note.trim() || !draft.trim() || draft === guidelines.body}
          onClick={() => void save(draft)}
        >
          Save as version {guidelines.number + 1}
        </Button>
      </div>
    </Panel>
  );
}
