import { headers } from "next/headers";
import { env } from "../env.ts";

/** The studio's address for links that people send each other: the public one, else the one it is open under now. */
export async function studioUrl(): Promise<string> {
  return env().GSI_PUBLIC_URL ?? `http://${(await headers()).get("host")}`;
}
