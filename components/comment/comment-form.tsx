"use client";

import { Crosshair } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { CommentPin } from "#core/sample/comment.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { Button } from "#components/ui/button.tsx";
import type { Choice } from "#components/ui/select.tsx";
import { Select } from "#components/ui/select.tsx";
import { pinText } from "./pin-place.ts";
import { setDraftPin, setPlacing, usePins } from "./pin-store.ts";

const whole = "the-sample";
const place = "a-place";

/** Says something about the sample, one of its objects, or a place in its photo. */
export function CommentForm({
  scene,
  pending,
  onAdd,
}: {
  scene: FrameScene;
  pending: boolean;
  /** Whether it was taken: only then is the text given up. */
  onAdd: (body: string, pin: CommentPin | null) => Promise<boolean>;
}) {
  const { draft, placing } = usePins();
  const [body, setBody] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (draft?.kind === "photo") field.current?.focus();
  }, [draft]);
  // A pin that no comment took is gone with the form: the next photo is another.
  useEffect(() => () => setDraftPin(null), []);
  const choices: Choice<string>[] = [
    { value: whole, label: "The sample" },
    ...(draft?.kind === "photo" ? [{ value: place, label: "The place in the photo" }] : []),
    ...scene.objects.map(({ id, label }) => ({ value: `object:${id}`, label })),
  ];
  const chosen = !draft ? whole : draft.kind === "photo" ? place : `object:${draft.objectId}`;
  const send = async () => {
    if (!body.trim() || pending) return;
    if (!(await onAdd(body.trim(), draft))) return;
    setBody("");
    setDraftPin(null);
  };
  return (
    <form
      className="border-t border-line px-3 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="flex items-center gap-1.5">
        <span className="text-2xs text-soft">About</span>
        <Select
          label="What the comment is about"
          choices={choices}
          value={chosen}
          onChange={(value) => {
            if (value === whole) setDraftPin(null);
            else if (value !== place)
              setDraftPin({ kind: "object", objectId: value.slice("object:".length) });
          }}
          className="min-w-0 flex-1"
        />
        <Button
          size="icon"
          look="ghost"
          aria-pressed={placing}
          aria-label="Choose a place in the photo"
          title="Choose a place in the photo"
          onClick={() => setPlacing(!placing)}
          className="aria-pressed:bg-accent-wash aria-pressed:text-accent"
        >
          <Crosshair className="size-4" aria-hidden />
        </Button>
      </div>
      <output className="mt-1 block text-2xs text-soft empty:hidden">
        {placing ? "Click a place in the photo. Esc gives up." : draft && pinText(scene, draft)}
      </output>
      <textarea
        ref={field}
        aria-label="Comment"
        value={body}
        rows={3}
        maxLength={2000}
        spellCheck
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void send();
          }
        }}
        className="mt-1.5 block w-full resize-y rounded-md border border-field bg-surface px-2.5 py-1.5"
      />
      <div className="mt-1.5 flex justify-end">
        <Button
          type="submit"
          size="sm"
          look="primary"
          disabled={!body.trim() || pending}
          keys="Ctrl Enter"
        >
          Comment
        </Button>
      </div>
    </form>
  );
}
