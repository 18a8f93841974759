import * as z from "zod";
import type { Permission } from "#core/account/permission.ts";
import { contextOfToken, findViewer } from "../account/caller.ts";
import type { Context } from "../context.ts";
import { database } from "../db.ts";
import { AppError } from "../errors.ts";
import { requirePermission } from "./require-permission.ts";
import { routeError } from "./route-error.ts";

/** Answers a GET of a browser that is signed in: files and downloads, which change nothing. */
export async function answerRoute(
  request: Request,
  permission: Permission,
  work: (ctx: Context) => Promise<Response>,
): Promise<Response> {
  try {
    const viewer = await findViewer(database(), request.headers);
    if (!viewer) throw new AppError("UNAUTHENTICATED", "sign in first");
    requirePermission(viewer.context, permission);
    return await work(viewer.context);
  } catch (error) {
    return routeError(error);
  }
}

/**
 * Answers a program that shows an API token, as JSON unless `work` makes a response of its own. No cookie counts
 * here, so no other site's page can make a browser call it for its reader.
 */
export async function answerApi(
  request: Request,
  permission: Permission,
  work: (ctx: Context) => Promise<unknown>,
): Promise<Response> {
  try {
    const ctx = await contextOfToken(database(), request.headers);
    requirePermission(ctx, permission);
    const value = await work(ctx);
    if (value instanceof Response) return value;
    return Response.json(value, { headers: { "Cache-Control": "private, no-store" } });
  } catch (error) {
    return routeError(error);
  }
}

const bodyBytesMax = 2 ** 20;

/** A request's JSON, held against a schema; INVALID names what is wrong with it. */
export async function readJsonBody<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<z.output<S>> {
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? ""))
    throw new AppError("INVALID", "send JSON: Content-Type: application/json");
  const text = await request.text();
  if (text.length > bodyBytesMax) throw new AppError("INVALID", "the body is over 1 MiB");
  return parseInput(schema, parseJson(text));
}

/** A request's query, held against a schema; INVALID names a field that is not known. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  return parseInput(schema, Object.fromEntries(new URL(request.url).searchParams));
}

function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const input = schema.safeParse(raw);
  if (!input.success) throw new AppError("INVALID", z.prettifyError(input.error));
  return input.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("INVALID", "the body is not JSON");
  }
}
