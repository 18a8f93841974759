import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Account } from "./postgres-account.ts";
import { canEnter, chooseAccount } from "./postgres-account.ts";
import type { Binaries } from "./postgres-binaries.ts";
import { locateBinaries, sharedFolder } from "./postgres-binaries.ts";
import { isAlive } from "./process-table.ts";

export const databaseUser = "gsi";

/** One initialised data folder with all that is needed to run a server on it. */
export interface Cluster {
  folder: string;
  password: string;
  account: Account | undefined;
  binaries: Binaries;
}

/** The cluster of a home, initialised on first use. Safe to call from several processes at once. */
export function prepareCluster(home: string, log: (line: string) => void): Cluster {
  return findCluster(home) ?? createCluster(home, log);
}

/** The cluster of a home if it was initialised before. */
export function findCluster(home: string): Cluster | undefined {
  const inHome = join(home, "pg");
  if (!existsSync(passwordFile(home))) {
    if (!isCluster(inHome)) return undefined;
    throw new Error(
      `${passwordFile(home)} is missing, and the database in ${inHome} opens only with it. ` +
        `Put it back, or remove ${inHome} to begin with an empty database.`,
    );
  }
  const password = readPassword(home);
  const folder = [folderOutside(password), inHome].find(isCluster);
  if (!folder) return undefined;
  const account = chooseAccount(home, folder);
  refuseForeign(folder, account);
  return { folder, password, account, binaries: locateBinaries(account) };
}

function createCluster(home: string, log: (line: string) => void): Cluster {
  const password = readPassword(home);
  const account = chooseAccount(home, undefined);
  const reachable = canEnter(home, account);
  const folder = reachable ? join(home, "pg") : folderOutside(password);
  if (!reachable) {
    log(`${home} is closed to the user that Postgres runs as; its data is in ${folder}`);
  }
  const cluster = { folder, password, account, binaries: locateBinaries(account) };
  initialise(cluster);
  return cluster;
}

/** Runs one of the cluster's programs as the cluster's user, away from folders closed to it. */
export function runProgram({ account }: Cluster, program: string, args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...account,
    cwd: tmpdir(),
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  if (status !== 0) {
    const reason = error?.message ?? `${stderr}${stdout}`.trim();
    throw new Error(`${basename(program)} failed: ${reason}`);
  }
}

/** Builds the cluster beside its place and moves it there, so that no half of one is ever found. */
function initialise(cluster: Cluster): void {
  const { folder, account } = cluster;
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  removeAbandoned(folder);
  const staging = `${folder}.init-${process.pid}`;
  const secret = mkdtempSync(join(tmpdir(), "gsi-studio-"));
  try {
    mkdirSync(staging, { mode: 0o700 });
    const pwfile = join(secret, "password");
    writeFileSync(pwfile, cluster.password, { mode: 0o600 });
    if (account) {
      for (const path of [staging, secret, pwfile]) chownSync(path, account.uid, account.gid);
    }
    runProgram(cluster, cluster.binaries.initdb, [
      `--pgdata=${staging}`,
      `--username=${databaseUser}`,
      `--pwfile=${pwfile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The same order of text on every machine, with upper and lower case of all letters.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ]);
    renameSync(staging, folder);
  } catch (error) {
    if (!isCluster(folder)) throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
    rmSync(secret, { recursive: true, force: true });
  }
}

function removeAbandoned(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    const [, pid] = name.split(`${basename(folder)}.init-`);
    if (pid && !isAlive(Number(pid))) {
      rmSync(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}

/** Random per home; a second process that writes at the same time gets the first one's. */
function readPassword(home: string): string {
  const file = passwordFile(home);
  if (!existsSync(file)) {
    const own = `${file}.${process.pid}`;
    writeFileSync(own, randomBytes(24).toString("base64url"), { mode: 0o600 });
    try {
      linkSync(own, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(own, { force: true });
    }
  }
  return readFileSync(file, "utf8");
}

function passwordFile(home: string): string {
  return join(home, "pg-password");
}

/** Tied to the password, so that a home that is moved keeps its data and one made anew does not. */
function folderOutside(password: string): string {
  return join(sharedFolder, createHash("sha256").update(password).digest("hex").slice(0, 16));
}

function isCluster(folder: string): boolean {
  return existsSync(join(folder, "global"));
}

function refuseForeign(folder: string, account: Account | undefined): void {
  const owner = statSync(folder).uid;
  if (!account && process.getuid && owner !== process.getuid()) {
    throw new Error(
      `${folder} belongs to another user (${owner}). Start as that user or as root, or choose another GSI_HOME.`,
    );
  }
  if (!canEnter(dirname(folder), account)) {
    throw new Error(
      `The user that owns ${folder} cannot enter ${dirname(folder)}. Open the folders above it (chmod a+x).`,
    );
  }
}
