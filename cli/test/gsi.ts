import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";

const main = resolve(import.meta.dirname, "../main.ts");

/** Runs `gsi` as a process of its own, with nothing running and nobody to ask: standard input is `said`. */
export async function gsi(
  line: string,
  env: Record<string, string> = {},
  cwd = tmpdir(),
  said = "",
) {
  const child = spawn(process.execPath, [main, ...line.split(" ").filter(Boolean)], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {}).end(said);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { stdout, stderr, code: code as number | null };
}

/** The environment of a command that must not need a database. */
export const unreachable = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing" };
