import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { repositoryRoot } from "./home.ts";
import { migrate } from "./migrate.ts";
import { destroyHome, ensurePostgres } from "./postgres.ts";
import { createThrowawayHome } from "./throwaway-home.ts";

// A database made for this alone: Prisma offers to empty one that differs from the migrations.
const [name] = process.argv.slice(2);
if (!name || !/^[a-z0-9-_]+$/.test(name)) {
  console.error("usage: npm run db:migrate -- NAME   (lower case, for example add-verdict-notes)");
  process.exit(2);
}
const home = createThrowawayHome();
delete process.env.DATABASE_URL;
try {
  const { url } = await ensurePostgres(home);
  await migrate(url);
  const prisma = join(repositoryRoot, "scripts", "prisma.mjs");
  const { status } = spawnSync(
    process.execPath,
    [prisma, "migrate", "dev", "--create-only", "--name", name],
    { stdio: "inherit", env: { ...process.env, DATABASE_URL: url } },
  );
  process.exitCode = status ?? 1;
} finally {
  destroyHome(home);
}
