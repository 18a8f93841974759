import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The compiler is not among the dependencies: it is large, and only who changes the module needs it.
const compiler = "assemblyscript@0.28.20";
const source = "core/frame/sharpness.as.ts";
const target = "core/frame/sharpness-wasm.ts";

const folder = mkdtempSync(join(tmpdir(), "gsi-wasm-"));
try {
  const binary = join(folder, "module.wasm");
  execFileSync(
    "npx",
    ["--yes", "--package", compiler, "asc", source, "--outFile", binary].concat(
      ["--enable", "simd", "--runtime", "stub", "--use", "abort="],
      ["-O3", "--converge", "--noAssert"],
    ),
    { stdio: "inherit", shell: process.platform === "win32" },
  );
  const sourceHash = createHash("sha256").update(readFileSync(source)).digest("hex");
  writeFileSync(
    target,
    `// Written by \`npm run wasm:build\` from sharpness.as.ts: change that instead.

/** SHA-256 of the source. */
export const sourceHash = "${sourceHash}";

/** The compiled module, base64. */
export const wasmBase64 =
  "${readFileSync(binary).toString("base64")}";
`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
