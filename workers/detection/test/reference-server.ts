import type { ChildProcess } from "node:child_process";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../python/", import.meta.url));

export const hasPython =
  spawnSync("python3", ["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]).status === 0;
if (!hasPython) console.warn("DetAny3D server: no python3 of 3.11 or later here, not tested.");

/** What the server asks for. */
export const token = "lab-secret-42";

/** Starts the server of `workers/python` with a model module of its folder or of this one. */
export async function startServer(module: string, ...more: string[]) {
  const program = `${folder}detany3d_server.py`;
  const child = spawn(
    "python3",
    [
      program,
      "--model-module",
      module,
      "--checkpoint",
      `${folder}standin.py`,
      "--port",
      "0",
      ...more,
    ],
    {
      env: {
        ...process.env,
        GSI_DETANY3D_TOKEN: token,
        PYTHONDONTWRITEBYTECODE: "1",
        PYTHONPATH: fileURLToPath(new URL(".", import.meta.url)),
      },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  for await (const line of createInterface(child.stdout)) {
    return { child, url: line.replace("listening on ", "") };
  }
  throw new Error(`the server with ${module} ended before it listened`);
}

export async function stopServer(child: ChildProcess): Promise<number> {
  const ended = once(child, "exit") as Promise<[number]>;
  child.kill("SIGTERM");
  return (await ended)[0];
}
