"use client";

import { useState } from "react";
import type { EvidenceKind } from "#core/gate/gate-prompt-facts.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { fileUrl } from "#components/ui/file-url.ts";

type Picture = { kind: EvidenceKind; hash: string };

const kindText: Record<EvidenceKind, string> = {
  whole: "Before and after",
  "close-up": "The part that changes",
  photo: "Without drawings",
};

/** The pictures that the gate's model saw; each can be opened large. */
export function EvidencePictures({ pictures }: { pictures: readonly Picture[] }) {
  const [open, setOpen] = useState<Picture | null>(null);
  return (
    <>
      <ul className="flex flex-wrap gap-3">
        {pictures.map((picture) => (
          <li key={picture.hash}>
            <button
              type="button"
              onClick={() => setOpen(picture)}
              className="block cursor-zoom-in rounded-md text-left"
            >
              {/* eslint-disable-next-line -- already the right size */}
              <img
                src={fileUrl(picture.hash, 640)}
                alt={`${kindText[picture.kind]}, as the model saw it`}
                loading="lazy"
                className="h-36 max-w-full rounded-md border border-line bg-stage object-contain"
              />
              <span className="mt-1 block text-2xs text-soft">{kindText[picture.kind]}</span>
            </button>
          </li>
        ))}
      </ul>
      <Dialog
        open={open !== null}
        onOpenChange={(isOpen) => !isOpen && setOpen(null)}
        title={open ? kindText[open.kind] : ""}
        wide
      >
        {open && (
          <>
            {/* eslint-disable-next-line -- as it was sent */}
            <img src={fileUrl(open.hash)} alt="" className="w-full" />
            <a
              href={fileUrl(open.hash)}
              target="_blank"
              className="mt-2 inline-block text-xs underline"
            >
              In full size, as it was sent
            </a>
          </>
        )}
      </Dialog>
    </>
  );
}
