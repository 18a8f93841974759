"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** A secret that is shown this once, to be copied. */
export function SecretLine({ label, secret }: { label: string; secret: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };
  return (
    <div aria-live="polite" className="flex flex-col gap-1.5 rounded-md bg-good-wash p-3 text-xs">
      <p className="font-medium text-good">{label} It is not shown again.</p>
      <div className="flex items-start gap-2">
        <code className="min-w-0 flex-1 font-mono text-2xs break-all select-all">{secret}</code>
        <Button size="sm" onClick={() => void copy()}>
          {copied ? (
            <Check className="size-3.5" aria-hidden />
          ) : (
            <Copy className="size-3.5" aria-hidden />
          )}
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
    </div>
  );
}
