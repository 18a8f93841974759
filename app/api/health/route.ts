import { version } from "#server/version.ts";

export const dynamic = "force-dynamic";

/** Whether the web server answers, and which version it is. */
export function GET(): Response {
  return Response.json({ status: "ok", version });
}
