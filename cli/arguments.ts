import type { ParseArgsConfig } from "node:util";
import { parseArgs } from "node:util";
import type * as z from "zod";
import { messageOf } from "#server/errors.ts";
import { UsageError } from "./command.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * Reads options, the named positional arguments, and one more where there may be one; anything else, or one of
 * the named missing, is a usage error.
 */
export function readArguments<const T extends Options, const P extends string>(
  args: readonly string[],
  options: T,
  positionalNames: readonly P[] = [],
  { allowsOneMore = false } = {},
) {
  const { values, positionals } = parse(args, options);
  const more = positionals[positionalNames.length];
  const surplus = allowsOneMore ? positionals[positionalNames.length + 1] : more;
  if (surplus !== undefined) throw new UsageError(`unexpected argument "${surplus}"`);
  const named = positionalNames.map((name, index) => {
    const value = positionals[index];
    if (!value) throw new UsageError(`${name} is missing`);
    return [name, value] as const;
  });
  return { values, positionals: Object.fromEntries(named) as Record<P, string>, more };
}

function parse<const T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** An option's value as one of a closed list; undefined when it was not given. */
export function readChoice<T extends string>(
  flag: string,
  list: z.ZodEnum<Record<T, T>>,
  value: string | undefined,
): T | undefined {
  if (value === undefined) return undefined;
  const parsed = list.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${flag}: "${value}" is not one of ${list.options.join(", ")}`);
}

/** An option's value as a whole number in a range; undefined when it was not given. */
export function readWholeNumber(
  flag: string,
  range: readonly [number, number],
  value: string | undefined,
): number | undefined {
  return readInRange(flag, range, value, /^\d+$/, "a whole number");
}

/** An option's value as a number in a range; undefined when it was not given. */
export function readNumber(
  flag: string,
  range: readonly [number, number],
  value: string | undefined,
): number | undefined {
  return readInRange(flag, range, value, /^\d*\.?\d+$/, "a number");
}

function readInRange(
  flag: string,
  [min, max]: readonly [number, number],
  value: string | undefined,
  form: RegExp,
  what: string,
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (form.test(value) && number >= min && number <= max) return number;
  throw new UsageError(`${flag}: "${value}" is not ${what} from ${min} to ${max}`);
}
