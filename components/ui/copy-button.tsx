"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button.tsx";
import { useToast } from "./toast.tsx";

/** Puts a text on the clipboard. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const toast = useToast();
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () =>
        toast({ title: "The browser does not let this page copy: select the text", urgent: true }),
    );
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <Button size="sm" onClick={copy} onBlur={() => setCopied(false)}>
      <Icon className="size-3.5" aria-hidden />
      {isCopied ? "Copied" : label}
    </Button>
  );
}
