import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** What is shown to a service in a header. */
export const Secret = z.string().regex(/^[\x21-\x7e]+$/, "must be printable ASCII without spaces");

/** The address of a service, whose secret stands in a variable of its own. */
const addressWithout = (secretName: string) =>
  z
    .url({ protocol: /^https?$/ })
    .refine((url) => !new URL(url).username, `holds a name or password: use ${secretName}`);

const Env = z.object({
  /** Folder of everything the studio writes. */
  GSI_HOME: z
    .string()
    .min(1)
    .default(join(checkout, ".gsi"))
    .transform((path) => resolve(path)),
  /** Empty or left out where nothing asks for the database, as in commands on folders: `databaseUrl` wants it. */
  DATABASE_URL: z
    .literal("")
    .or(z.url({ protocol: /^postgres(ql)?$/ }))
    .optional(),
  /** Who acts when nobody is signed in: the one local user. */
  GSI_USER: z.string().min(1).max(60).default("Local reviewer"),
  /** How long a sample stays with the reviewer who has it open, should they vanish. An open page renews it. */
  GSI_LEASE_SECONDS: z.coerce.number().int().min(20).max(86_400).default(900),
  /** Whether people sign in, or whoever reaches this machine's own address is the owner. */
  GSI_AUTH: z.enum(["local", "accounts"]).default("local"),
  /** The studio's address as browsers see it, where that is not the one it listens on: behind a proxy. */
  GSI_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  /** How many proxies stand in front and add the caller's address to X-Forwarded-For. */
  GSI_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(8).default(0),
  /** What computes detectors, in the order of preference for each: "cpu", "webgpu", "cuda:0,cuda:1" (a thread each). */
  GSI_DEVICES: z
    .string()
    .default("cpu")
    .transform((text, check) => {
      const devices = text
        .split(",")
        .map((name) => /^(cuda|webgpu|cpu)(?::(\d+))?$/.exec(name.trim()));
      if (devices.every((found) => found !== null))
        return devices.map(([, name, id]) => ({
          name: name as "cuda" | "webgpu" | "cpu",
          ...(id === undefined ? {} : { deviceId: Number(id) }),
        }));
      check.addIssue({
        code: "custom",
        message: `"${text}" is not a list of cuda:NUMBER, webgpu, cpu`,
      });
      return z.NEVER;
    }),
  /** Whether the processor stands in for a device that does not work. */
  GSI_DEVICE_FALLBACK: z.stringbool().default(false),
  /** The ffmpeg for scans that come as a video, where it is not in PATH. */
  FFMPEG_PATH: z.string().min(1).optional(),
  /** A DetAny3D that runs elsewhere: its address without /v1, and what it is to be shown. */
  GSI_DETANY3D_URL: addressWithout("GSI_DETANY3D_TOKEN").optional(),
  GSI_DETANY3D_TOKEN: Secret.optional(),
  /** The gate's model server: its address before /chat/completions, the model it is asked for, and the key, here or alone in a file. */
  GSI_GATE_URL: addressWithout("GSI_GATE_KEY").optional(),
  GSI_GATE_MODEL: z.string().min(1).max(200).optional(),
  GSI_GATE_KEY: Secret.optional(),
  GSI_GATE_KEY_FILE: z.string().min(1).optional(),
  /** A file of candidates with the answers that they should get, shown to the gate's model before each question. */
  GSI_GATE_EXAMPLES: z.string().min(1).optional(),
  /** Most requests at once, and most that begin within a minute. */
  GSI_GATE_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(8),
  GSI_GATE_REQUESTS_PER_MINUTE: z.coerce.number().positive().optional(),
  GSI_GATE_STREAM: z.stringbool().default(true),
  /** Whether the answer's form is sent along: `auto` until the server turns out not to know it. */
  GSI_GATE_STRUCTURED: z.enum(["auto", "never"]).default("auto"),
  /** Dollars for a million tokens read and written: what costs and budgets are counted with. */
  GSI_GATE_PRICE_INPUT: z.coerce.number().nonnegative().default(0),
  GSI_GATE_PRICE_OUTPUT: z.coerce.number().nonnegative().default(0),
});

/** The process's configuration, parsed when first asked for; a bad value names its variable. */
export function env(): z.infer<typeof Env> {
  parsed ??= parseEnv();
  return parsed;
}

/** Where the database is. */
export function databaseUrl(): string {
  const { DATABASE_URL } = env();
  if (DATABASE_URL) return DATABASE_URL;
  throw unusable(["  DATABASE_URL: is not set"]);
}

let parsed: z.infer<typeof Env> | undefined;

function parseEnv() {
  const result = Env.safeParse(process.env);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `  ${issue.path.join(".")}: ${issue.message}`,
  );
  throw unusable(problems);
}

function unusable(problems: readonly string[]): Error {
  return new Error(
    `The environment is not usable:\n${problems.join("\n")}\nStart through "npm start" or "bin/gsi", which set it.`,
  );
}
