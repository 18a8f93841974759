import { parseSetCookieHeader, toCookieOptions } from "better-auth/cookies";
import { cookies } from "next/headers";

/** Hands cookies that better-auth set on to the browser that Next is answering. */
export async function setCookies(answer: Headers): Promise<void> {
  const jar = await cookies();
  for (const line of answer.getSetCookie())
    for (const [name, attributes] of parseSetCookieHeader(line))
      jar.set(name, decodeURIComponent(attributes.value), toCookieOptions(attributes));
}
