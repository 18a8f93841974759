import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { SceneId } from "#core/scene/scan-names.ts";
import { messageOf } from "../errors.ts";
import { containedPath } from "../scene/contained-path.ts";
import type { CollectionLabels } from "../scene/read-collection-labels.ts";
import { readCollectionLabels } from "../scene/read-collection-labels.ts";
import { readScan } from "../scene/read-scan.ts";
import { takeInventory } from "../scene/take-inventory.ts";
import { hashOf } from "../storage.ts";
import type { FoundScan, Refused, Source } from "./source.ts";

/** Scans in the ScanNet++ layout: a collection, its `data` folder, or one scan. */
export const scannetpp: Source = {
  name: "scannetpp",
  layout:
    "a folder in the ScanNet++ layout (data/<scene id>/iphone and scans), its data folder, or one scan",
  async find({ root, file }) {
    const refused: Refused[] = [];
    if (file !== null) return { scans: [], refused };
    const labels = await readCollectionLabels(root);
    const scans = await scansBelow(root, labels, refused);
    if (scans.length > 0 && labels.refused) refused.push(labels.refused);
    return { scans, refused };
  },
};

async function scansBelow(
  root: string,
  labels: CollectionLabels,
  refused: Refused[],
): Promise<FoundScan[]> {
  if (await isScan(root)) {
    const sceneId = basename(root);
    if (SceneId.safeParse(sceneId).success) return [scanAt(root, sceneId, labels)];
    refused.push({ file: sceneId, reason: sceneIdRule });
    return [];
  }
  for (const collection of ["data", "."]) {
    const scans = await scansIn(root, collection, labels, refused);
    if (scans.length > 0 || refused.length > 0) return scans;
  }
  return [];
}

const sceneIdRule =
  "this is no scene id: it needs 1 to 64 letters, digits, _ or -, and begins with a letter or digit. Rename the folder";

async function scansIn(
  root: string,
  shown: string,
  labels: CollectionLabels,
  refused: Refused[],
): Promise<FoundScan[]> {
  const refuse = (name: string, reason: string) =>
    refused.push({ file: join(shown, name), reason });
  let collection: string | null = null;
  try {
    collection = await containedPath(root, root, shown);
  } catch (error) {
    refuse("", messageOf(error));
  }
  if (!collection || !(await stat(collection)).isDirectory()) return [];
  const names = (await readdir(collection)).toSorted();
  const found: FoundScan[] = [];
  for (const name of names) {
    try {
      const path = await containedPath(root, collection, name);
      if (!path || !(await isScan(path))) continue;
      if (SceneId.safeParse(name).success) found.push(scanAt(path, name, labels));
      else refuse(name, sceneIdRule);
    } catch (error) {
      refuse(name, messageOf(error));
    }
  }
  return found;
}

/** A folder is a scan when it has one of the parts that every scan has. */
async function isScan(path: string): Promise<boolean> {
  if (!(await stat(path)).isDirectory()) return false;
  const names = await readdir(path);
  return ["iphone", "scans", "dslr"].some((part) => names.includes(part));
}

/** A scan whose labels are mapped as its collection says. */
function scanAt(folder: string, sceneId: string, { hash, map }: CollectionLabels): FoundScan {
  return {
    sceneId,
    rootPath: folder,
    async look(onProgress) {
      const inventory = await takeInventory(folder, onProgress);
      return {
        inputsHash: hash ? hashOf(`${inventory.inputsHash} ${hash}`) : inventory.inputsHash,
        read: () => readScan(folder, inventory, map),
      };
    },
  };
}
