import { useMay } from "#components/account/may.tsx";

/** Whether the reader may change and delete a draft: their own, or any. */
export function useMayChange({ isOwn }: { isOwn: boolean }): boolean {
  const own = useMay("draft.write");
  const any = useMay("draft.write-any");
  return any || (own && isOwn);
}
