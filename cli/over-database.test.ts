import { appendFile, mkdtemp, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "#server/db.ts";
import type { OwnDatabase } from "#server/test/own-database.ts";
import { createOwnDatabase } from "#server/test/own-database.ts";
import { createReleasableSamples } from "#server/test/release-fixture.ts";
import { migrate } from "../scripts/migrate.ts";
import { gsi, unreachable } from "./test/gsi.ts";

describe("gsi over a database", () => {
  const env = { DATABASE_URL: "" };
  let database: OwnDatabase;
  let folder = "";
  let sampleIds: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gsi-cli-"));
    database = await createOwnDatabase("cli");
    env.DATABASE_URL = database.url;
    await migrate(database.url);
    const db = connect(database.url);
    const actor = { id: "pipeline", name: "Pipeline", kind: "system" } as const;
    await db.actor.create({ data: actor });
    sampleIds = await createReleasableSamples({ db, actor });
    await db.$disconnect();
  });

  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function json(line: string): Promise<Record<string, unknown>> {
    const { stdout, stderr, code } = await gsi(`${line} --json`, env, folder);
    expect([code, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  it("lists and shows samples", async () => {
    expect(await json("sample list --operation rotate")).toMatchObject({
      items: [{ id: sampleIds[1], label: "table", state: "queued" }],
      nextCursor: null,
    });
    expect(await json(`sample show ${sampleIds[0]}`)).toMatchObject({ id: sampleIds[0] });
    const plain = await gsi(`sample show ${sampleIds[0]}`, env);
    expect(plain.stdout).toContain("move left by 0.5 m");
    const none = await gsi("sample show none", env);
    expect([none.code, none.stderr]).toEqual([1, "gsi sample show: no sample none\n"]);
  });

  it("invites people, and lists who has come", async () => {
    expect(await json("account list")).toEqual({ members: [], invitations: [] });
    expect(await json("account invite --role lead --days 2")).toMatchObject({
      role: "lead",
      path: expect.stringMatching(/^\/invite\/[\w-]{43}$/),
    });
    expect(await json("account list")).toMatchObject({ invitations: [{ role: "lead" }] });
  });

  it("makes the first owner and gives them another password", async () => {
    const secret = "correct horse battery\n";
    const owner = "account create-owner ada@example.org --name Ada";
    expect(await gsi(owner, env, folder, secret)).toMatchObject({ code: 0, stderr: "" });
    expect((await gsi("account list", env)).stdout).toMatch(/ada@example\.org +Ada +owner +open/);
    const reset = await gsi("account reset-password ada@example.org", env, folder, secret);
    expect(reset).toMatchObject({ code: 0, stderr: "" });
  });

  it("freezes, exports where the caller stands, and verifies", async () => {
    expect(await json("release freeze v0 --from gated")).toMatchObject({
      name: "v0",
      leftOut: [],
      composition: { samples: 3 },
    });
    const again = await gsi("release freeze v0 --from gated", env);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/there is a release v0 already/);
    const written = await gsi("release export v0 --with-media --out OUT", env, folder);
    expect(written.code).toBe(0);
    expect(await readdir(folder)).toEqual(["OUT"]);
    const good = await gsi("release verify OUT", unreachable, folder);
    expect([good.code, good.stderr]).toEqual([0, ""]);
    expect(good.stdout).toMatch(/\nOK: 0 errors, 2 warnings\n$/);
    const edit = `fine_dataset/${sampleIds[0]?.replace(/_(\d+)$/, "_edit_$1")}.json`;
    await appendFile(join(folder, "OUT", edit), " ");
    const bad = await gsi("release verify OUT --json", unreachable, folder);
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.stdout)).toMatchObject({ ok: false, errors: [{ file: edit }] });
    const lines = await gsi(
      "release export v0 --format jsonl --without-media --out LINES --json",
      env,
      folder,
    );
    expect(JSON.parse(lines.stdout)).toMatchObject({ name: "v0", format: "jsonl", files: 12 });
    const told = await gsi("release verify LINES", unreachable, folder);
    expect([told.code, told.stdout]).toEqual([
      0,
      expect.stringMatching(/^v0 \(jsonl\): 3 samples/),
    ]);
    const none = await gsi("release export v0 --format gltf --without-media --out G", env, folder);
    expect([none.code, none.stderr]).toEqual([
      1,
      expect.stringMatching(/gltf has no photos that could be left out\n$/),
    ]);
    const refused = await gsi("release export v0 --out .", env, folder);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/holds other files \(LINES, OUT\)/);
  });

  it("signs, checks signatures and misses scans, without a database", async () => {
    const keys = await json("release keygen --out KEY");
    expect(keys).toMatchObject({ privateKeyFile: join(await realpath(folder), "KEY") });
    const noDatabase = { DATABASE_URL: "" };
    const signed = await gsi("release sign LINES --key KEY", noDatabase, folder);
    expect([signed.code, signed.stderr]).toEqual([0, ""]);
    const valid = await gsi("release verify LINES --public-key KEY.pub", noDatabase, folder);
    expect([valid.code, valid.stdout]).toEqual([
      0,
      expect.stringMatching(/\nSignature: signed with the given key/),
    ]);
    const unsigned = await gsi("release verify OUT --public-key KEY.pub", noDatabase, folder);
    expect([unsigned.code, unsigned.stdout]).toEqual([
      1,
      expect.stringMatching(/ERROR there is no signature \(manifest\.json\.sig\)/),
    ]);
    const root = /\nMerkle root: ([0-9a-f]{64})\n/.exec(valid.stdout)?.[1];
    const list = await gsi("release list --json", env);
    expect(JSON.parse(list.stdout)).toMatchObject([{ name: "v0", merkleRoot: root }]);
    const hydrated = await gsi("release hydrate LINES --scans .", noDatabase, folder);
    expect([hydrated.code, hydrated.stdout]).toEqual([
      1,
      expect.stringMatching(
        /^ERROR scene aaaaaaaaaa: no scan .*\nERROR scene bbbbbbbbbb: no scan .*\nNOT DONE: 2 problems, nothing was written\n$/,
      ),
    ]);
  });

  it("shows the state of things", async () => {
    expect(await json("status")).toMatchObject({
      studio: null,
      workersAlive: 0,
      queued: 3,
      run: null,
      releases: [{ name: "v0", sampleCount: 3 }],
    });
    const { stdout } = await gsi("release list", env);
    expect(stdout).toMatch(/^RELEASE +VERSION +SAMPLES/);
    expect(stdout).toMatch(/\nv0 +- +3 +gated/);
  });

  it("names what it cannot import", async () => {
    const { stderr, code } = await gsi("import nowhere", env, folder);
    expect([code, stderr]).toEqual([1, "gsi import: there is no folder nowhere\n"]);
    const report = await gsi("import . --scene ../../etc --json", env, folder);
    expect(report.code).toBe(1);
    expect(JSON.parse(report.stdout)).toMatchObject({ refused: [{ file: "../../etc" }] });
  });

  it("starts a run without a worker and says so", async () => {
    const { stdout, stderr, code } = await gsi("run --scene aaaaaaaaaa", env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Run \S+ is started/);
    expect(stderr).toMatch(/No worker is running: .*npm start/);
    const missing = await gsi("run --scene zzz", env);
    expect([missing.code, missing.stderr]).toEqual([1, "gsi run: no scene zzz: import it first\n"]);
  });

  it("runs to the end with a worker of its own", async () => {
    const line = "run --scene aaaaaaaaaa --until select-frames --wait";
    const { stdout, code } = await gsi(line, env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^STAGE +DONE +DONE BEFORE +FAILED\nselect-frames +\d +\d +0\n$/);
    const log = await readFile(join(process.env.GSI_HOME ?? "", "logs", "worker-cli.log"), "utf8");
    expect(log).toMatch(/worker \d+ serves/);
    expect(await json("status")).toMatchObject({ workersAlive: 0 });
  });

  it("looks whether samples are found again, and a freeze leaves out what is not", async () => {
    expect((await gsi("model add --contract --name again", env)).code).toBe(0);
    const line = "redetect --from gated --model again --wait";
    // The scenes have no annotation that says where to look, so nothing is found.
    const { stdout, code } = await gsi(line, env);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\nredetect-sample +3 +0 +0\n0 found again, 3 not found, 0 not looked at\n/,
    );
    expect(stdout).toContain(`${sampleIds[0]}: the detector finds nothing of this label`);
    expect((await gsi(line, env)).stdout).toMatch(/\nredetect-sample +0 +3 +0\n/);
    const shown = await gsi(`sample show ${sampleIds[0]}`, env);
    expect(shown.stdout).toMatch(/\nRedetected: +again: the detector finds nothing/);
    const frozen = await gsi("release freeze v1 --from gated", env);
    expect(frozen.code).toBe(1);
    expect(frozen.stderr).toMatch(/none of the 3 samples can be released.*redetection by again/);
    const forgotten = await gsi("redetect --forget --from gated", env);
    expect(forgotten.stdout).toBe("3 samples not looked at any more\n");
    expect((await gsi("release freeze v1 --from gated", env)).stdout).toMatch(
      /\nRe-detection: 0 found again, 0 not found, 3 not looked at\n/,
    );
    const annotation = await gsi("redetect --backend annotation", env);
    expect([annotation.code, annotation.stderr]).toEqual([
      1,
      expect.stringMatching(/the annotation detects nothing again/),
    ]);
    expect((await gsi("model remove again", env)).code).toBe(0);
  });

  it("lets a draft choose and freezes what it picks", async () => {
    const file = join(folder, "draft.json");
    await writeFile(file, JSON.stringify({ query: { source: "gated" }, quotas: { sceneMax: 1 } }));
    const { id } = await json(`release draft create one-a-scene ${file}`);
    expect(await json(`release draft show ${String(id)}`)).toMatchObject({
      name: "one-a-scene",
      version: 1,
      spec: { quotas: { sceneMax: 1 } },
    });
    expect((await gsi("release draft list", env)).stdout).toContain(`${String(id)}  one-a-scene`);
    const picked = await json(`release draft pick ${String(id)}`);
    expect(picked).toMatchObject({ all: { available: 3, picked: 2 }, pinsMissing: [] });
    const told = await gsi(`release draft pick ${String(id)}`, env);
    expect(told.stdout).toMatch(/^2 samples of 3, from 2 of 2 scenes\n/);
    const early = await gsi(`release freeze drafted --draft ${String(id)}`, env);
    expect([early.code, early.stderr]).toEqual([
      1,
      expect.stringMatching(/preflight of the draft "one-a-scene" is not passed, 2 samples not/),
    ]);
    const checked = await gsi(`release preflight ${String(id)}`, env);
    expect(checked.code).toBe(0);
    expect(checked.stdout).toMatch(/^2 of 2 samples checked\n/);
    expect(checked.stdout).toMatch(/\nwarning +image-size +2 +0\n/);
    expect(checked.stdout).toMatch(/\nNothing stands against a freeze\.\n$/);
    const waive = `release waive ${String(id)} release photos-restricted`;
    const waived = await gsi(`${waive} --reason own`, env);
    expect([waived.code, waived.stderr]).toEqual([0, ""]);
    const frozen = await gsi(`release freeze drafted --draft ${String(id)}`, env);
    expect([frozen.code, frozen.stderr]).toEqual([0, ""]);
    expect((await gsi(`${waive} --revoke`, env)).stdout).toMatch(/^Revoked: /);
    expect(await json(`release preflight ${String(id)}`)).toMatchObject({
      counts: { chosen: 2, checked: 2, stale: 0, unchecked: 0 },
      obstacles: [],
      pastWaivers: [{ code: "photos-restricted", reason: "own" }],
    });
    expect(frozen.stdout).toMatch(/^drafted is frozen: 2 samples of 2 photos/);
    await writeFile(file, "{");
    const broken = await gsi(`release draft create other ${file}`, env);
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringMatching(/is not JSON/)]);
  });

  it("compares releases and exports, and checks a folder by the rules alone", async () => {
    const { stdout, code } = await gsi("release compare v1 drafted", env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^OPERATION +BEFORE +AFTER\n/);
    expect(stdout).toMatch(/\nREMOVED\n  \S+_edit_\d \(\S+\): \S+, .*\n/);
    expect(stdout).toMatch(/\nv1 to drafted: 0 added, 1 removed, 0 changed, 2 unchanged\n$/);
    expect(await json("release compare ./OUT v1")).toMatchObject({ removed: [], unchanged: 3 });
    const folders = await gsi("release compare ./OUT ./LINES --json", unreachable, folder);
    expect(JSON.parse(folders.stdout)).toMatchObject({ added: [], changed: [], unchanged: 3 });
    const unknown = await gsi("release compare OUT v1", env, folder);
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      expect.stringMatching(/no release OUT: .*; a folder is written \.\/OUT\n$/),
    ]);

    const good = await gsi("release lint OUT", unreachable, folder);
    expect([good.code, good.stderr]).toEqual([0, ""]);
    expect(good.stdout).toMatch(/\nOK: 0 errors, 2 warnings\n$/);
    const edit = `${sampleIds[0]?.replace(/_(\d+)$/, "_edit_$1")}.json`;
    await writeFile(join(folder, "OUT", "fine_dataset", edit), "{}");
    const bad = await gsi("release lint OUT", unreachable, folder);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain(`${edit}\n  ERROR fields: ${edit}: prompt: is missing\n`);
    expect(bad.stdout).toMatch(/\nErrors: 5 fields\nWarnings: 2 image-size\n/);
    const told = await gsi("release lint OUT --json", unreachable, folder);
    expect(told.code).toBe(1);
    expect(JSON.parse(told.stdout)).toMatchObject({
      ok: false,
      errors: [{ file: edit }, {}, {}, {}, {}],
    });
  });
});
