import { formatKeys, parseKeys } from "#core/preference/key-string.ts";
import type { KeyMap } from "#core/preference/preferences.ts";
import { KeyMap as KeyMapSchema } from "#core/preference/preferences.ts";
import * as z from "zod";
import type { CommandId } from "./commands.ts";
import { commandOf, commands } from "./commands.ts";
import { bindKeys, ownerOf, refusalOf } from "./key-bindings.ts";

/** What stands in the way of a command's having a key. */
export type KeyObstacle =
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "taken"; readonly by: CommandId };

/** Why a command cannot just be given a key; null when it can. */
export function obstacleTo(id: CommandId, keys: string, keyMap: KeyMap): KeyObstacle | null {
  const read = parseKeys(keys);
  if ("problem" in read) return { kind: "refused", reason: read.problem };
  const reason = refusalOf(commandOf(id), read.chord);
  if (reason) return { kind: "refused", reason };
  const owner = ownerOf(keys, commandOf(id), bindKeys(keyMap));
  return owner && { kind: "taken", by: owner };
}

/** The map with a key for a command, or none. What is as it comes is left out. */
export function withKeys(keyMap: KeyMap, id: CommandId, keys: string | null): KeyMap {
  const changed = { ...keyMap, [id]: keys };
  if (keys === commandOf(id).keys) delete changed[id];
  return changed;
}

/** The map after a command took another's key; the other gets its old one where it can have that. */
export function swapKeys(keyMap: KeyMap, id: CommandId, other: CommandId, keys: string): KeyMap {
  const old = bindKeys(keyMap).get(id);
  const given = withKeys({ ...keyMap, [other]: null }, id, keys);
  const offered = old && formatKeys(old);
  const canTake = offered !== undefined && obstacleTo(other, offered, given) === null;
  return withKeys(given, other, canTake ? offered : null);
}

const KeyFile = z.object({ keys: KeyMapSchema });

/** The text of a file with a person's keys. */
export function writeKeyFile(keyMap: KeyMap): string {
  return `${JSON.stringify({ keys: keyMap } satisfies z.input<typeof KeyFile>, null, 2)}\n`;
}

/** The keys of such a file, or what is wrong with it. Nothing is taken over in part. */
export function readKeyFile(text: string): { keyMap: KeyMap } | { problem: string } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { problem: "The file is not JSON." };
  }
  const read = KeyFile.safeParse(content);
  if (!read.success) return { problem: z.prettifyError(read.error) };
  const keyMap = read.data.keys;
  const bound = bindKeys(keyMap);
  for (const [id, keys] of Object.entries(keyMap)) {
    const command = commands.find((one) => one.id === id);
    if (!command) return { problem: `The file names a command that is not there: "${id}".` };
    if (keys === null || bound.has(command.id)) continue;
    const read = parseKeys(keys);
    const reason = "chord" in read ? refusalOf(command, read.chord) : read.problem;
    return {
      problem: `"${keys}" for "${command.name}": ${reason ?? "another command of the file has it."}`,
    };
  }
  return { keyMap };
}
