import { bootstrap } from "./bootstrap.mjs";

await bootstrap("scripts/test-all.ts", process.argv.slice(2));
