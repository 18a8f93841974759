import * as z from "zod";
import { DraftSpec } from "#core/release/pick/draft-spec.ts";
import { AppError } from "../errors.ts";

/** What people call a draft; no two share it. */
export const DraftName = z
  .string()
  .trim()
  .min(1, "a draft needs a name")
  .max(80, "at most 80 characters");

export const CreateDraftInput = z.object({ name: DraftName, spec: DraftSpec.prefault({}) });
export type CreateDraftInput = z.input<typeof CreateDraftInput>;

/** `version` is the one that the caller changed; what is left out stays. */
export const UpdateDraftInput = z.object({
  id: z.string(),
  version: z.number().int(),
  name: DraftName.optional(),
  spec: DraftSpec.optional(),
});
export type UpdateDraftInput = z.input<typeof UpdateDraftInput>;

export const DeleteDraftInput = z.object({ id: z.string(), version: z.number().int() });
export type DeleteDraftInput = z.input<typeof DeleteDraftInput>;

/** The input as its schema reads it; INVALID with every complaint otherwise. */
export function parseDraftInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const input = schema.safeParse(raw);
  if (input.success) return input.data;
  const complaints = input.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new AppError("INVALID", complaints.join("; "));
}

/** The error for a name that another draft has. */
export function draftNameTaken(name: string): AppError {
  return new AppError("CONFLICT", `there is a draft "${name}" already: choose another name`);
}

/** The error for an id that no draft has. */
export function noDraft(id: string): AppError {
  return new AppError("NOT_FOUND", `no draft ${id}: "gsi release draft list" shows them`);
}
