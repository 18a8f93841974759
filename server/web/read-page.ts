import { notFound } from "next/navigation";
import type { Context } from "../context.ts";
import { localContext } from "../context.ts";
import { AppError } from "../errors.ts";

/** Reads what a page shows. What does not exist becomes the not-found page. */
export async function readPage<T>(read: (ctx: Context) => Promise<T | null>): Promise<T> {
  const found = await read(await localContext()).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  });
  return found ?? notFound();
}
