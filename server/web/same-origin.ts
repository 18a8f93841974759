import { AppError } from "../errors.ts";
import { env } from "../env.ts";

/**
 * Refuses a write that another site's page sent with the reader's cookies. Browsers name the page's origin in every
 * POST; who names none is no browser, and has no business here (programs use the API with a token).
 *
 * @throws FORBIDDEN
 */
export function requireSameOrigin(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const isOurs = origin !== null && isOwnOrigin(origin, headers.get("host"));
  if (!isOurs || (site !== null && site !== "same-origin"))
    throw new AppError(
      "FORBIDDEN",
      "this did not come from a page of the studio: open the studio at its own address (behind a proxy, GSI_PUBLIC_URL has to name it)",
    );
}

function isOwnOrigin(origin: string, host: string | null): boolean {
  const { GSI_PUBLIC_URL } = env();
  if (GSI_PUBLIC_URL && origin === GSI_PUBLIC_URL) return true;
  return URL.canParse(origin) && host !== null && new URL(origin).host === host;
}
