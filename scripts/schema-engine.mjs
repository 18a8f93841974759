#!/usr/bin/env node
// Prisma's CLI talks JSON-RPC over stdio to a native `schema-engine` program. Where that cannot be
// downloaded, this gives the same answers with Prisma's own WebAssembly build of the engine.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import {
  SchemaAdapterFactory,
  checkConnection,
  createDatabase,
  describeConnectionError,
} from "./schema-engine-database.mjs";

const PANIC_EXIT_CODE = 101;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: "string", multiple: true },
    datasource: { type: "string" },
    version: { type: "boolean", short: "V" },
    "enabled-preview-features": { type: "string" },
    "extension-types": { type: "string" },
  },
});
const datasource = flags.datasource ? JSON.parse(String(flags.datasource)) : {};

if (flags.version) {
  console.log(`schema-engine-cli ${engineVersion()} (wasm)`);
} else if (positionals[0] === "cli") {
  process.exitCode = await runCommand(positionals[1]);
} else {
  serve(loadEngine());
}

/** The two one-off commands that the CLI runs without opening a conversation. */
async function runCommand(command) {
  // The CLI skips the first line of this log.
  log("INFO", "schema engine (wasm)");
  try {
    if (command === "create-database") await createDatabase(datasource.url);
    else await checkConnection(datasource.url);
    return 0;
  } catch (error) {
    const { code, message } = describeConnectionError(error, datasource.url);
    log("ERROR", message, { error_code: code, is_panic: false });
    return 1;
  }
}

/** Instantiates the module by hand, since its entry imports the .wasm file as an ES module. */
async function loadEngine() {
  const panic = { message: undefined };
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message) {
        panic.message = message;
      },
    },
  });
  process.on("uncaughtException", (error) => {
    log("ERROR", panic.message ?? error.stack ?? error.message);
    process.exit(PANIC_EXIT_CODE);
  });

  const entry = fileURLToPath(import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const binary = readFileSync(entry.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(binary, {
    "./schema_engine_bg.js": engineModule,
  });
  engineModule.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  // Without schema files this must be undefined: the engine refuses an empty list.
  const datamodels = flags.datamodels?.map((file) => [file, readFileSync(file, "utf8")]);
  const adapter = bindMigrationAwareSqlAdapterFactory(new SchemaAdapterFactory(datasource));
  return engineModule.SchemaEngine.new({ datamodels }, () => {}, adapter);
}

/** Answers requests one after the other, and ends when the CLI closes its side. */
function serve(loading) {
  loading.catch(() => {});
  let previous = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    const request = line.trim() ? JSON.parse(line) : {};
    if (!request.method) return;
    previous = previous.then(async () => {
      try {
        send({ id: request.id, result: (await answer(loading, request)) ?? null });
      } catch (error) {
        send({ id: request.id, error: asRpcError(error) });
      }
    });
  });
  lines.on("close", () => {
    void previous.then(() => process.exit(0));
  });
}

async function answer(loading, { id, method, params }) {
  switch (method) {
    case "createDatabase":
      return { databaseName: await createDatabase(datasource.url) };
    case "ensureConnectionValidity":
      await checkConnection(datasource.url).catch((error) => {
        throw describeConnectionError(error, datasource.url);
      });
      return {};
    case "getDatabaseVersion":
      return (await loading).version(params ?? null);
    case "diff": {
      const { stdout, exitCode } = await (await loading).diff(params);
      if (stdout != null) send({ id: -id, method: "print", params: { content: stdout } });
      return { exitCode };
    }
    default:
      return (await loading)[method](params ?? {});
  }
}

function asRpcError(error) {
  return {
    code: 4466,
    message: "An error happened. Check the data field for details.",
    data: {
      is_panic: false,
      message: error.message ?? String(error),
      error_code: error.code ?? null,
      meta: error.meta ?? null,
    },
  };
}

function engineVersion() {
  const folder = new URL(".", import.meta.resolve("@prisma/schema-engine-wasm"));
  return JSON.parse(readFileSync(new URL("package.json", folder), "utf8")).version;
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/** The CLI reads the engine's log from stderr, one JSON object a line. */
function log(level, message, extra = {}) {
  const entry = {
    timestamp: new Date().toISOString(),
    level,
    fields: { message, ...extra },
    target: "schema_engine::logger",
  };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}
