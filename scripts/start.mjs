import { bootstrap } from "./bootstrap.mjs";

await bootstrap("scripts/studio.ts", process.argv.slice(2));
