import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { repositoryRoot } from "../scripts/home.ts";

// The scripted annotator of e2e/hundred-samples.spec.ts at full length.
//   node bench/soak-review.ts [SAMPLES] [SEED]
const [samples = "100", seed = "1"] = process.argv.slice(2);
const playwright = join(repositoryRoot, "node_modules/@playwright/test/cli.js");
const child = spawn(process.execPath, [playwright, "test", "hundred-samples"], {
  cwd: repositoryRoot,
  env: { ...process.env, REVIEW_SAMPLES: samples, REVIEW_SEED: seed },
  stdio: "inherit",
});
const [exitCode] = (await once(child, "exit")) as [number | null];
process.exitCode = exitCode ?? 1;
