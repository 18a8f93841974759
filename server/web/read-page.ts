import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import type { Permission } from "#core/account/permission.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { pathHeader } from "./path-header.ts";
import { signInPath } from "./sign-in-path.ts";
import { currentViewer } from "./viewer.ts";

/**
 * Reads what a page shows to somebody who may see it: all who are signed in, or who has `permission`. Others are
 * asked to sign in, or told. What does not exist becomes the not-found page.
 */
export async function readPage<T>(
  read: (ctx: Context) => Promise<T | null>,
  permission: Permission = "studio.read",
): Promise<T> {
  const viewer = await currentViewer();
  if (!viewer) redirect(signInPath((await headers()).get(pathHeader)));
  if (!viewer.context.permissions?.has(permission)) forbidden();
  const found = await read(viewer.context).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  });
  return found ?? notFound();
}
