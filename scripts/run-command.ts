import { spawn } from "node:child_process";
import { repositoryRoot } from "./home.ts";

export type RunCommand = (name: string, command: string, args: string[]) => Promise<string>;

/** Runs a program in the checkout to its end and returns what it printed; when it fails, that is the error. */
export function runCommand(
  name: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
  onSpawn: (pid: number) => void = () => {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: repositoryRoot,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (child.pid) onSpawn(child.pid);
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(new Error(`${name} failed (${signal ?? `exit code ${code}`}):\n${output.trim()}`));
    });
  });
}
