import { execFile } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { mapLimited } from "#server/scene/map-limited.ts";
import { repositoryRoot } from "../scripts/home.ts";
import { destroyHome } from "../scripts/postgres.ts";
import { createThrowawayHome } from "../scripts/throwaway-home.ts";
import type { GateServerSeen } from "./gate-server.ts";

// Candidates of the demo scenes through the whole gate (pictures, prompt, answer, checks, database), beside
// the same requests sent by a bare HTTP client, to a local server that takes as long as a quick model does.
const latencyMs = 1000;
const concurrency = 8;
const every = 6;
const shareMin = 0.9;

const home = createThrowawayHome();
const server = new Worker(new URL("./gate-server.ts", import.meta.url), {
  workerData: { latencyMs },
});
try {
  const [url] = (await once(server, "message")) as [string];
  await main(url);
} finally {
  await server.terminate();
  destroyHome(home);
}

async function main(url: string): Promise<void> {
  const gsi = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(repositoryRoot, "cli/main.ts"), ...args], {
      env: {
        ...process.env,
        GSI_HOME: home,
        DATABASE_URL: "",
        GSI_GATE_URL: url,
        GSI_GATE_MODEL: "stand-in",
        GSI_GATE_CONCURRENCY: String(concurrency),
      },
    });
  await gsi("import", join(repositoryRoot, "demo/scenes"));
  await gsi("run", "--every", String(every), "--until", "render-overlays", "--wait");
  await gsi("run", "--gate", "mllm", "--wait");
  const gate = await seen();
  if (gate.bodies.length < 10 * concurrency)
    throw new Error(`only ${gate.bodies.length} candidates came to the model: too few to measure`);
  await sendBare(`${url}/chat/completions`, gate.bodies);
  const bare = await seen();
  const megabytes = gate.bodies.reduce((sum, body) => sum + body.length, 0) / 1e6;
  console.log(
    `${gate.bodies.length} candidates, ${(megabytes / gate.bodies.length).toFixed(2)} MB each, ${concurrency} at once, an answer takes ${latencyMs} ms\n`,
  );
  const [own, baseline] = [perSecond(gate), perSecond(bare)];
  console.log(`  baseline: the bare HTTP client  ${baseline.toFixed(2)} answers a second`);
  console.log(`  the gate                        ${own.toFixed(2)} answers a second`);
  console.log(
    `  share                           ${(100 * (own / baseline)).toFixed(1)} % (wanted: at least ${100 * shareMin} %)`,
  );
  if (own / baseline < shareMin) process.exitCode = 1;
}

async function seen(): Promise<GateServerSeen> {
  server.postMessage("seen");
  const [what] = (await once(server, "message")) as [GateServerSeen];
  return what;
}

function perSecond({ bodies, firstAt, lastAt }: GateServerSeen): number {
  return (1000 * bodies.length) / (lastAt - firstAt);
}

async function sendBare(url: string, bodies: readonly string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  await mapLimited(bodies, concurrency, async (body) => {
    const sent = request(url, {
      method: "POST",
      agent,
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
    });
    sent.end(body);
    const [answer] = (await once(sent, "response")) as [AsyncIterable<Buffer>];
    for await (const _part of answer) {
      // Read to its end.
    }
  });
  agent.destroy();
}
