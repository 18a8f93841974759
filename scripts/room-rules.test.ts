import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "./home.ts";

interface Diagnostic {
  code: string;
  filename: string;
}

/** One file each: path, content, and the rule that must refuse it. */
const OFFENCES: [path: string, content: string, rule: string][] = [
  ["core/reads-file.ts", 'import "node:fs";', "no-restricted-imports"],
  ["core/uses-three.ts", 'import "three";', "no-restricted-imports"],
  ["core/uses-zlib.ts", 'import "zlib";', "no-restricted-imports"],
  ["core/asks-server.ts", 'import "#server/db.ts";', "no-restricted-imports"],
  ["core/deep/climbs-out.ts", 'import "../../server/db.ts";', "no-restricted-imports"],
  ["core/knows-time.ts", "export const now = new Date();", "no-restricted-globals"],
  ["core/knows-clock.ts", "export const now = Date.now();", "no-restricted-globals"],
  ["core/rolls-dice.ts", "export const dice = Math.random();", "no-restricted-properties"],
  ["core/prints.ts", 'console.log("hello");', "no-restricted-globals"],
  ["core/reads-env.ts", "export const home = process.env.HOME;", "no-restricted-globals"],
  ["core/has-any.ts", "export const x: any = 1;", "no-explicit-any"],
  ["core/CamelCase.ts", "export const x = 1;", "filename-case"],
  ["core/barrel.ts", 'export * from "./a.ts";', "no-barrel-file"],
  ["core/cycle-one.ts", 'import "./cycle-two.ts";', "no-cycle"],
  ["server/asks-worker.ts", 'import "#workers/main.ts";', "no-restricted-imports"],
  ["server/shows.ts", 'import "#components/ui/button.tsx";', "no-restricted-imports"],
  ["server/knows-next.ts", 'import "next/headers";', "no-restricted-imports"],
  ["server/relative-core.ts", 'import "../core/box.ts";', "no-restricted-imports"],
  ["server/reads-env.ts", "export const home = process.env.HOME;", "no-process-env"],
  ["server/floats.ts", "export function f() { Promise.resolve(1); }", "no-floating-promises"],
  ["workers/shows.ts", 'import "#components/ui/button.tsx";', "no-restricted-imports"],
  ["workers/asks-web.ts", 'import "#server/web/action.ts";', "no-restricted-imports"],
  ["workers/asks-prisma.ts", 'import "@prisma/client";', "no-restricted-imports"],
  ["components/asks-worker.ts", 'import "#workers/main.ts";', "no-restricted-imports"],
  [
    "components/takes-value.ts",
    'import { db } from "#server/db.ts"; export const x = db;',
    "no-restricted-imports",
  ],
  ["components/reads-file.ts", 'import "node:fs";', "no-restricted-imports"],
  ["components/imports-app.ts", 'import "../app/page.tsx";', "no-restricted-imports"],
  ["app/runs-sql.ts", 'import "pg";', "no-restricted-imports"],
  [
    "app/decides.ts",
    'import { x } from "#core/a.ts"; export const y = x;',
    "no-restricted-imports",
  ],
  ["app/asks-worker.ts", 'import "#workers/main.ts";', "no-restricted-imports"],
  ["cli/shows.ts", 'import "#components/ui/button.tsx";', "no-restricted-imports"],
  ["cli/asks-prisma.ts", 'import "@prisma/client";', "no-restricted-imports"],
  ["scripts/imports-app.ts", 'import "../app/page.tsx";', "no-restricted-imports"],
];

/** What the rules must leave in peace. */
const HONEST: [path: string, content: string][] = [
  ["core/a.ts", "export const x = 1;"],
  [
    "core/b.ts",
    'import * as z from "zod"; import { x } from "#core/a.ts"; export const y = z.literal(x);',
  ],
  ["core/deep/c.ts", 'import { x } from "../a.ts"; export const y = x;'],
  ["core/cycle-two.ts", 'import { x } from "./a.ts"; import "./cycle-one.ts"; export const y = x;'],
  [
    "server/db.ts",
    'import { x } from "#core/a.ts"; export const db = x; export type Db = typeof db;',
  ],
  ["server/env.ts", "export const home = process.env.HOME;"],
  ["server/web/headers.ts", 'import { headers } from "next/headers"; export const h = headers;'],
  [
    "components/takes-type.ts",
    'import type { Db } from "#server/db.ts"; export type Props = { db: Db };',
  ],
  ["components/draws.ts", 'import { Vector3 } from "three"; export const origin = new Vector3();'],
  [
    "workers/stage.ts",
    'import { db } from "#server/db.ts"; import sharp from "sharp"; export const y = [db, sharp];',
  ],
  ["cli/command.ts", 'import { db } from "#server/db.ts"; export const y = db;'],
];

describe("room rules", () => {
  let folder: string;
  let diagnostics: Diagnostic[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "gsi-room-rules-"));
    for (const file of [".oxlintrc.json", "tsconfig.json", "package.json"]) {
      copyFileSync(join(repositoryRoot, file), join(folder, file));
    }
    symlinkSync(join(repositoryRoot, "node_modules"), join(folder, "node_modules"));
    for (const [path, content] of [...HONEST, ...OFFENCES]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${content}\n`);
    }
    const oxlint = join(repositoryRoot, "node_modules", "oxlint", "bin", "oxlint");
    const { stdout } = spawnSync(process.execPath, [oxlint, "--type-aware", "--format=json"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    diagnostics = (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const rulesFor = (path: string) =>
    diagnostics.filter(({ filename }) => filename === path).map(({ code }) => code);

  test.each(OFFENCES)("%s is refused", (path, _content, rule) => {
    expect(rulesFor(path).join()).toContain(rule);
  });

  test.each(HONEST.filter(([path]) => path !== "core/cycle-two.ts"))("%s is fine", (path) => {
    expect(rulesFor(path)).toEqual([]);
  });
});

const ROOMS = ["app", "cli", "components", "core", "demo", "e2e", "scripts", "server", "workers"];

test("no file is a barrel or a drawer for everything", () => {
  const refused = ROOMS.map((room) => join(repositoryRoot, room))
    .filter((room) => existsSync(room))
    .flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }))
    .filter((path) => /^(index|utils?|helpers?|misc|common)(\.\w+)?$/.test(basename(path)));
  expect(refused).toEqual([]);
});
