/** The folder of the published layout that the evaluator reads. */
export const datasetFolder = "fine_dataset";

/** The same folder packed, as the evaluator's prepare script expects it. */
export const datasetZip = `${datasetFolder}.zip`;

/** File name of a photo in the dataset folder. Its id is that of its frame: `036bce3393_frame_008270`, the published style, for the phone's. */
export function sourceFileName(imageId: string): string {
  return `${imageId}.jpg`;
}

/** File name of an edit in the dataset folder. */
export function editFileName(imageId: string, queryId: string): string {
  return `${editStem({ imageId, queryId })}.json`;
}

/** Name of an edit without ending: `<image>_edit_<number>`. Unique in a release. */
export function editStem({ imageId, queryId }: { imageId: string; queryId: string }): string {
  return `${imageId}_edit_${queryId}`;
}

/** Path of a photo from the root of a release. */
export function sourcePath(imageId: string): string {
  return `${datasetFolder}/${sourceFileName(imageId)}`;
}

/** Path of an edit from the root of a release. */
export function editPath({ imageId, queryId }: { imageId: string; queryId: string }): string {
  return `${datasetFolder}/${editFileName(imageId, queryId)}`;
}

/** What a file name in the dataset folder stands for. */
export type DatasetName =
  | { readonly kind: "source"; readonly imageId: string }
  | { readonly kind: "edit"; readonly imageId: string; readonly queryId: string };

/**
 * Reads a file name the way the published evaluator does: an edit is split at the first `_edit_`, its query
 * ends at the first dot; a picture is `.jpg`, `.jpeg` or `.png` in lower case. Null for any other name. The
 * ids are not checked here: see `checkDatasetNames`.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval_utils.py: get_file_paths.
 */
export function parseDatasetName(file: string): DatasetName | null {
  const split = file.indexOf("_edit_");
  if (file.endsWith(".json") && split >= 0) {
    const query = file.slice(split + "_edit_".length).split(".")[0] ?? "";
    return { kind: "edit", imageId: file.slice(0, split), queryId: query };
  }
  const imageId = /^(.+)\.(?:jpg|jpeg|png)$/.exec(file)?.[1];
  return imageId === undefined ? null : { kind: "source", imageId };
}
