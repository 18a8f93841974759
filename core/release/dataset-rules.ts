import { parseDatasetName } from "./dataset-names.ts";
import type { Violation } from "./violation.ts";
import { violation } from "./violation.ts";

const forbiddenInId = /_edit|_rgb|[[\]*?]/;
const profileId = /^[^/\\]+_frame_\d{6}$/;

/**
 * Holds the names of everything in a dataset folder against the published grammar: kinds of files, ids,
 * one picture for every edit. Order of the result follows the order of the names.
 */
export function checkDatasetNames(fileNames: readonly string[]): Violation[] {
  const sources = new Map<string, string[]>();
  const edited = new Set<string>();
  for (const file of fileNames) {
    const name = parseDatasetName(file);
    if (name?.kind === "edit") edited.add(name.imageId);
    else if (name) sources.set(name.imageId, [...(sources.get(name.imageId) ?? []), file]);
  }
  return fileNames.flatMap((file) => {
    const name = parseDatasetName(file);
    if (!name) {
      return violation(
        "folder-content",
        file,
        null,
        `${file} is neither <image>.jpg nor <image>_edit_<number>.json: the published tools read everything that lies here`,
      );
    }
    const found = checkImageId(file, name.imageId);
    if (name.kind === "source") {
      if (!edited.has(name.imageId))
        found.push(violation("unused-source", file, null, `${file} has no edit`));
      return found;
    }
    if (!/^\d+$/.test(name.queryId) || file !== `${name.imageId}_edit_${name.queryId}.json`) {
      found.push(
        violation(
          "query-id",
          file,
          null,
          `${file}: the part after _edit_ must be digits and .json`,
        ),
      );
    }
    const pictures = sources.get(name.imageId) ?? [];
    if (pictures.length !== 1) {
      const what =
        pictures.length === 0
          ? `has no source picture ${name.imageId}.jpg`
          : `has more than one source picture (${pictures.join(", ")}): the published tools disagree which one to take`;
      found.push(violation("one-source", file, null, `${file} ${what}`));
    }
    return found;
  });
}

/** The rules for the id of a picture, reported for `file`. */
export function checkImageId(file: string, imageId: string): Violation[] {
  const forbidden = forbiddenInId.exec(imageId)?.[0];
  if (forbidden !== undefined) {
    return [
      violation(
        "image-id",
        file,
        null,
        `${file}: the image id ${imageId} holds "${forbidden}", at which the published tools cut or search names`,
      ),
    ];
  }
  if (profileId.test(imageId)) return [];
  return [
    violation(
      "image-name",
      file,
      null,
      `${file}: the image id ${imageId} is not <scene>_frame_<six digits>`,
    ),
  ];
}

/** The rules for the folder that holds a dataset: a part of its path that the published tools cut at. */
export function checkFolderPath(path: string): Violation[] {
  const forbidden = /_edit|_rgb/.exec(path)?.[0];
  return forbidden === undefined
    ? []
    : [
        violation(
          "folder-path",
          path,
          null,
          `the path ${path} holds "${forbidden}", which the published tools take for a part of a file name: move the folder before evaluating`,
        ),
      ];
}
