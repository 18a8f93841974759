import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { addressHeader } from "../account/auth.ts";
import { env } from "../env.ts";

/** Writes the address of who calls into a header of every request, over whatever the caller put there. */
export function stampClientAddress(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[addressHeader] = clientAddress(
      request.headers["x-forwarded-for"],
      request.socket.remoteAddress,
      env().GSI_TRUSTED_PROXIES,
    );
  });
}

/**
 * The address of who calls. Each trusted proxy has added the address that called it at the end of X-Forwarded-For;
 * what stands before that, anybody can have written.
 */
export function clientAddress(
  forwarded: string | string[] | undefined,
  peer: string | undefined,
  trustedProxies: number,
): string {
  const hops = [forwarded ?? []].flat().flatMap((line) => line.split(","));
  const named = trustedProxies > 0 ? hops.at(-trustedProxies)?.trim() : undefined;
  return named || peer || "unknown";
}
