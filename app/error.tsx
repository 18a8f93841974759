"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <EmptyState
      icon={<TriangleAlert />}
      title="This page could not be shown"
      action={
        <Button look="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      <p>Nothing that was saved is lost. The server's log has the details.</p>
      {error.digest && <p className="mt-1 font-mono text-xs">Reference {error.digest}</p>}
    </EmptyState>
  );
}
