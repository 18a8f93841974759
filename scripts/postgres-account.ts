import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

/** The user that the server runs as, where it cannot be the caller: Postgres refuses root. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * Nobody in particular (undefined) unless the caller is root. For root the owner of the cluster if
 * there is one, else the user `postgres` or `nobody`, else the owner of the home.
 */
export function chooseAccount(home: string, cluster: string | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account =
    (cluster && ownerOf(cluster)) || named("postgres") || named("nobody") || ownerOf(home);
  if (!account) {
    throw new Error("Postgres refuses to run as root and this machine has no user `nobody`.");
  }
  return account;
}

/** Whether the account may enter the folder, or run the program, with all folders above it. */
export function canEnter(path: string, account: Account | undefined): boolean {
  return !account || spawnSync("test", ["-x", path], { ...account, cwd: "/" }).status === 0;
}

function named(user: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((flag) => {
    const result = spawnSync("id", [flag, user], { encoding: "utf8" });
    return result.status === 0 ? Number(result.stdout) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function ownerOf(folder: string): Account | undefined {
  if (!existsSync(folder)) return undefined;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? undefined : { uid, gid };
}
