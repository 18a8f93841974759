import { randomBytes } from "node:crypto";
import type { NextRequest } from "next/server";
import { NextResponse } from "next/server";
import { contentSecurityPolicy } from "#server/web/content-security-policy.ts";
import { env } from "#server/env.ts";
import { pathHeader } from "#server/web/path-header.ts";
import { isTrustedHost } from "#server/web/trusted-host.ts";

/** Before every request: who may not be talked to, and what the answer's page may do. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  if (!isTrustedHost(headers.get("host"), env().GSI_AUTH))
    return NextResponse.json(
      {
        code: "FORBIDDEN",
        message:
          "a studio without accounts answers at localhost only; with GSI_AUTH=accounts it has any name",
      },
      { status: 421 },
    );
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  // Next reads the nonce from here and gives it to its own scripts.
  headers.set("content-security-policy", policy);
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  if (!/^\/(files|api)\//.test(request.nextUrl.pathname))
    response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: "/((?!_next/static|_next/image|favicon).*)" };
