import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gsi, unreachable } from "./test/gsi.ts";

const commands = [
  "import",
  "run",
  "resume",
  "redetect",
  "status",
  "sample list",
  "sample show",
  "sample assign",
  "sample prioritise",
  "release freeze",
  "release list",
  "release draft create",
  "release draft list",
  "release draft show",
  "release draft pick",
  "release deprecate",
  "release erratum",
  "release patch",
  "release preflight",
  "release waive",
  "release import",
  "release export",
  "release verify",
  "release compare",
  "release lint",
  "release hydrate",
  "release keygen",
  "release sign",
  "model add",
  "model list",
  "model check",
  "model remove",
  "account create-owner",
  "account invite",
  "account list",
  "account reset-password",
  "doctor",
];

describe("gsi explains itself without a database", () => {
  it("lists all commands", async () => {
    const { stdout, code } = await gsi("--help", unreachable);
    expect(code).toBe(0);
    for (const command of commands) expect(stdout).toContain(`  ${command} `);
  });

  it.each(commands)("%s --help shows usage and examples", async (command) => {
    const { stdout, stderr, code } = await gsi(`${command} --help`, unreachable);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^Usage: gsi ${command}`));
    expect(stdout).toContain("Examples:\n  gsi ");
  });

  it.each(["sample", "release", "model", "account"])("%s --help lists the group", async (group) => {
    const { stdout, code } = await gsi(`${group} --help`, unreachable);
    expect(code).toBe(0);
    expect(stdout).toContain(`  ${group} list`);
    expect(stdout).not.toContain("  doctor ");
  });

  it.each([
    ["", /Usage: gsi COMMAND/],
    ["frobnicate", /no command "frobnicate"/],
    ["release preflight", /name either a DRAFT or --from/],
    ["release waive d s nonsense --reason x", /CODE: "nonsense" is not one of .*collision/],
    ["release waive d s collision", /give either --reason or --revoke/],
    ["release", /say what to do/],
    ["import", /ROOT is missing/],
    ["import a b", /unexpected argument "b"/],
    ["status --colour", /--colour/],
    ["run --until yesterday", /"yesterday" is not one of select-frames/],
    ["run --seed -1", /--seed/],
    ["run --seed 1.5", /not a whole number/],
    ["sample list --state good", /"good" is not one of/],
    ["sample list --limit 0", /from 1 to 500/],
    ["sample show", /ID is missing/],
    ["account invite", /--role ROLE is missing/],
    ["account invite --role king", /"king" is not one of annotator, lead/],
    ["account create-owner ada@example.org --name Ada", /has to have at least 12 characters/],
    ["release freeze v0 --from somewhere", /"somewhere" is not one of accepted, gated/],
    ["release freeze v0 --from gated --draft x", /--from: a draft states its own/],
    ["release draft", /say what to do/],
    ["release draft create x", /FILE is missing/],
    ["release export v0", /--out DIR is missing/],
    ["release export v0 --out x --format zip", /"zip" is not one of gsi-bench, jsonl/],
    ["release export v0 --out x --published today --format huggingface", /"today" is not a day/],
    ["release export v0 --out x --published 2026-11-26", /huggingface only/],
    ["release verify", /DIR\|ZIP is missing/],
    ["release compare v0", /B is missing/],
    ["release lint", /DIR\|ZIP is missing/],
    ["release hydrate", /DIR is missing/],
    ["release hydrate x", /--scans ROOT is missing/],
    ["release keygen", /--out FILE is missing/],
    ["release sign x", /--key FILE is missing/],
    ["model add", /FOLDER is missing/],
    ["model add x --contract", /FOLDER or --contract/],
    ["model add --contract --link", /--link/],
    ["model check a b", /unexpected argument "b"/],
    ["model remove", /NAME is missing/],
  ])("answers %j with exit code 2", async (line, message) => {
    const { stdout, stderr, code } = await gsi(line, unreachable);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });

  it("says in one line that the database cannot be reached", async () => {
    const { stderr, code } = await gsi("status", unreachable);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^gsi status: the database at 127\.0\.0\.1:1 cannot be used .*\n$/);
  });

  it("says which folder is no release", async () => {
    const { stderr, code } = await gsi("release verify nowhere", unreachable);
    expect(code).toBe(1);
    expect(stderr).toMatch(/nowhere has no manifest\.json/);
  });

  it("keeps models", async () => {
    const home = await mkdtemp(join(tmpdir(), "gsi-home-"));
    const env = { ...unreachable, GSI_HOME: home };
    const empty = await gsi("model list", env);
    expect([empty.code, empty.stdout]).toEqual([0, ""]);
    expect(empty.stderr).toMatch(/No model yet/);

    const added = await gsi("model add --contract --name try.1", env);
    expect(added.code).toBe(0);
    expect(added.stdout).toMatch(/^try\.1 is added: detany3d\/1, fp32, 4 files/);
    expect(added.stdout).toMatch(/\nNot for release: contract model, not for release\n/);
    const again = await gsi("model add --contract --name try.1", env);
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringMatching(/a model try\.1 already/),
    ]);

    const listed = await gsi("model list", env);
    expect(listed.stdout).toMatch(/\ntry\.1 +detany3d\/1 +fp32 +no +[0-9a-f]{12} +LicenseRef/);
    const checked = await gsi("model check --json", env);
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject([{ name: "try.1", ok: true }]);
    await appendFile(join(home, "models", "try.1", "files", "weights.bin"), "x");
    const damaged = await gsi("model check try.1", env);
    expect(damaged.code).toBe(1);
    expect(damaged.stdout).toMatch(
      /\nWRONG {2}file: weights\.bin: it has 37 bytes and should have 36/,
    );

    expect((await gsi("model remove try.1", env)).code).toBe(0);
    const gone = await gsi("model remove try.1", env);
    expect([gone.code, gone.stderr]).toEqual([1, expect.stringMatching(/no model try\.1/)]);
    await rm(home, { recursive: true });
  });

  it("diagnoses the machine", async () => {
    const { stdout } = await gsi("doctor --json", unreachable);
    const found = JSON.parse(stdout) as { name: string; status: string }[];
    expect(found.find(({ name }) => name === "Postgres")?.status).toBe("missing");
  });
});
