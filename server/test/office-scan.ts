import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const shared = process.env.GSI_SHARED ?? resolve(import.meta.dirname, "../../../shared");
/** The folder of the office scan, to be imported. */
export const officeRoot = join(shared, "data/office-walk");
/** Where its one scan lies. */
export const officeScan = join(officeRoot, "data/d5a0000001");

/** Whether the office scan is at hand. */
export const hasOffice = existsSync(officeScan);
