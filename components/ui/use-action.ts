import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { ActionResult } from "#server/web/action.ts";
import { useSignedIn } from "#components/account/sign-in-provider.tsx";
import { useToast } from "./toast.tsx";

/**
 * Performs server actions for a component: says what went wrong, or what `done` says, and reads the page
 * anew. `pending` while one is under way.
 */
export function useAction() {
  const router = useRouter();
  const toast = useToast();
  const signedIn = useSignedIn();
  const [pending, startTransition] = useTransition();
  const perform = (
    call: () => Promise<ActionResult<unknown>>,
    done?: { title: string; description: string },
  ) =>
    startTransition(async () => {
      const answer = await signedIn(call).catch(() => null);
      if (!answer?.ok)
        toast({
          title: "That did not work",
          description: answer?.message ?? "The server cannot be reached.",
          urgent: true,
        });
      else if (done) toast(done);
      router.refresh();
    });
  return { pending, perform };
}
