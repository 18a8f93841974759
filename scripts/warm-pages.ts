/** One page of each kind; that no such scene or sample is there makes no difference. */
const paths = [
  "/",
  "/scenes/none",
  "/samples/none",
  "/review/none",
  "/samples",
  "/gate",
  "/releases",
];

/** Asks for each kind of page once, so that the first person who opens one does not wait for its code to be read. */
export async function warmPages(url: string): Promise<void> {
  for (const path of paths) {
    try {
      const response = await fetch(new URL(path, url), { signal: AbortSignal.timeout(30_000) });
      await response.arrayBuffer();
    } catch {
      // The studio is being stopped, or has other troubles that it tells itself.
    }
  }
}
