/** Once, when the web server starts. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { stampClientAddress } = await import("#server/web/client-address.ts");
  stampClientAddress();
}
