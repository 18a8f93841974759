const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

/**
 * Whether a request's Host is one under which the studio may be used. Without accounts that is this machine's own
 * address only: a foreign name that resolves to it (DNS rebinding) would make a stranger's page one of ours.
 */
export function isTrustedHost(host: string | null, auth: "local" | "accounts"): boolean {
  return auth === "accounts" || (host !== null && loopback.test(host));
}
