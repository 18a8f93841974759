import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { canonicalJson } from "#core/canonical-json.ts";
import { SceneId } from "#core/scene/scan-names.ts";
import { messageOf } from "../errors.ts";
import { containedPath } from "../scene/contained-path.ts";
import { readCollectionLabels } from "../scene/read-collection-labels.ts";
import { readScan } from "../scene/read-scan.ts";
import { readSplits } from "../scene/read-splits.ts";
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
    const collection = { labels: await readCollectionLabels(root), splits: await readSplits(root) };
    const scans = await scansBelow(root, collection, refused);
    if (scans.length > 0) {
      if (collection.labels.refused) refused.push(collection.labels.refused);
      refused.push(...collection.splits.refused);
    }
    return { scans, refused };
  },
};

async function scansBelow(
  root: string,
  collection: Collection,
  refused: Refused[],
): Promise<FoundScan[]> {
  if (await isScan(root)) {
    const sceneId = basename(root);
    if (SceneId.safeParse(sceneId).success) return [scanAt(root, sceneId, collection)];
    refused.push({ file: sceneId, reason: sceneIdRule });
    return [];
  }
  for (const folder of ["data", "."]) {
    const scans = await scansIn(root, folder, collection, refused);
    if (scans.length > 0 || refused.length > 0) return scans;
  }
  return [];
}

/** What a collection says of its scans. */
type Collection = {
  labels: Awaited<ReturnType<typeof readCollectionLabels>>;
  splits: Awaited<ReturnType<typeof readSplits>>;
};

const sceneIdRule =
  "this is no scene id: it needs 1 to 64 letters, digits, _ or -, and begins with a letter or digit. Rename the folder";

async function scansIn(
  root: string,
  shown: string,
  collection: Collection,
  refused: Refused[],
): Promise<FoundScan[]> {
  const refuse = (name: string, reason: string) =>
    refused.push({ file: join(shown, name), reason });
  let folder: string | null = null;
  try {
    folder = await containedPath(root, root, shown);
  } catch (error) {
    refuse("", messageOf(error));
  }
  if (!folder || !(await stat(folder)).isDirectory()) return [];
  const names = (await readdir(folder)).toSorted();
  const found: FoundScan[] = [];
  for (const name of names) {
    try {
      const path = await containedPath(root, folder, name);
      if (!path || !(await isScan(path))) continue;
      if (SceneId.safeParse(name).success) found.push(scanAt(path, name, collection));
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

/** A scan, with what its collection says of it. */
function scanAt(folder: string, sceneId: string, { labels, splits }: Collection): FoundScan {
  const lists = splits.of(sceneId);
  return {
    sceneId,
    rootPath: folder,
    async look(onProgress) {
      const inventory = await takeInventory(folder, onProgress);
      return {
        inputsHash: hashOf(canonicalJson([inventory.inputsHash, labels.hash, lists])),
        async read() {
          const { scan, report } = await readScan(folder, inventory, labels.map);
          report.splits = lists;
          return { scan, report };
        },
      };
    },
  };
}
