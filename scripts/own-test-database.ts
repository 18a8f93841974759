import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { testDatabaseName } from "./test-process.ts";

// Before each file of server tests: the database and the home of the process that runs it. Files of one process come
// one after the other.
const { GSI_HOME = "", DATABASE_URL = "", VITEST_POOL_ID } = process.env;
const home = join(GSI_HOME, `process-${VITEST_POOL_ID}`, "home");
mkdirSync(home, { recursive: true });
process.env.GSI_HOME = home;
process.env.DATABASE_URL = Object.assign(new URL(DATABASE_URL), {
  pathname: testDatabaseName(Number(VITEST_POOL_ID)),
}).href;
