"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { ActionResult } from "#server/web/action.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useMayChange } from "./use-may-change.ts";

/** Deletes a draft, after asking. Not there for those who may not. */
export function DeleteDraftButton({
  id,
  version,
  name,
  isOwn,
  remove,
}: {
  id: string;
  version: number;
  name: string;
  isOwn: boolean;
  remove: (request: { id: string; version: number }) => Promise<ActionResult<null>>;
}) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [pending, startTransition] = useTransition();
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = () =>
    startTransition(async () => {
      const answer = await remove({ id, version }).catch(() => null);
      if (answer?.ok) router.push("/releases");
      else setRefusal(answer?.message ?? "The server cannot be reached.");
    });
  const mayChange = useMayChange({ isOwn });
  if (!mayChange) return null;
  return (
    <>
      <Button look="danger" size="sm" onClick={() => setAsking(true)}>
        <Trash2 className="size-3.5" aria-hidden />
        Delete
      </Button>
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Delete the draft “${name}”?`}
        description="Its query, quotas and marks are gone then. Samples and releases stay as they are."
        footer={
          <Button look="danger" disabled={pending} onClick={confirm}>
            Delete it
          </Button>
        }
      >
        {refusal && (
          <p role="alert" className="text-xs text-bad">
            {refusal}
          </p>
        )}
      </Dialog>
    </>
  );
}
