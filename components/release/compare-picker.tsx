"use client";

import { ArrowLeftRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { compareHref } from "./compare-href.ts";

type Sides = { a?: string; b?: string };

const none = "";

/** Chooses the two releases to be compared. The choice stands in the address, so that it can be passed on. */
export function ComparePicker({ names, chosen }: { names: readonly string[]; chosen: Sides }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go = (sides: Sides) => startTransition(() => router.push(compareHref(sides)));
  const choices = (side: string | undefined) => [
    ...(side === undefined ? [{ value: none, label: "Choose a release" }] : []),
    ...names.map((name) => ({ value: name, label: name })),
  ];
  return (
    <div className="flex flex-wrap items-center gap-2" aria-busy={pending}>
      <span className="text-xs text-soft">From</span>
      <Select
        label="First release"
        choices={choices(chosen.a)}
        value={chosen.a ?? none}
        onChange={(a) => go({ ...chosen, a: a || undefined })}
        className="w-44"
      />
      <span className="text-xs text-soft">to</span>
      <Select
        label="Second release"
        choices={choices(chosen.b)}
        value={chosen.b ?? none}
        onChange={(b) => go({ ...chosen, b: b || undefined })}
        className="w-44"
      />
      <Button
        size="sm"
        disabled={pending || (!chosen.a && !chosen.b)}
        onClick={() => go({ a: chosen.b, b: chosen.a })}
      >
        <ArrowLeftRight className="size-3.5" aria-hidden />
        Swap
      </Button>
    </div>
  );
}
