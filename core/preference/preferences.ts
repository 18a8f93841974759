import * as z from "zod";
import { KeyString } from "./key-string.ts";

/** The key of each command that a person gave another one, by the command's id; null where it is to have none. */
export const KeyMap = z
  .record(z.string().regex(/^[a-z0-9-]{1,40}$/), KeyString.nullable())
  .refine((map) => Object.keys(map).length <= 200, "at most 200 commands can be given keys");
export type KeyMap = z.infer<typeof KeyMap>;

/** What the studio keeps for a person, so that it follows them from machine to machine. */
export const Preferences = z.object({
  keys: KeyMap.default({}),
  /** The newest version of the guidelines that they have opened; -1 before the first. */
  guidelinesRead: z.number().int().min(-1).default(-1),
});
export type Preferences = z.infer<typeof Preferences>;
