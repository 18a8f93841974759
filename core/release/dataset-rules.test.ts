import { describe, expect, it } from "vitest";
import { editFileName, parseDatasetName, sourceFileName } from "./dataset-names.ts";
import { checkDatasetNames, checkFolderPath } from "./dataset-rules.ts";

const imageId = "036bce3393_frame_008270";
const source = sourceFileName(imageId);
const edit = editFileName(imageId, "0");

const rulesFor = (names: string[]) =>
  checkDatasetNames(names).map(({ rule, file }) => [rule, file]);

describe("names in a dataset folder", () => {
  it("are built as the published ones are, and read back", () => {
    expect(source).toBe("036bce3393_frame_008270.jpg");
    expect(edit).toBe("036bce3393_frame_008270_edit_0.json");
    expect(parseDatasetName(source)).toEqual({ kind: "source", imageId });
    expect(parseDatasetName(edit)).toEqual({ kind: "edit", imageId, queryId: "0" });
  });

  it("pass when every edit has its picture and nothing else is there", () => {
    expect(checkDatasetNames([source, edit, editFileName(imageId, "10")])).toEqual([]);
  });

  it.each([
    ["manifest.json", "folder-content"],
    [`${imageId}.JPG`, "folder-content"],
    [`${imageId}_gtedit_0.gif`, "folder-content"],
    [".DS_Store", "folder-content"],
    [`${imageId}_edit_.json`, "query-id"],
    [`${imageId}_edit_a.json`, "query-id"],
    [`${imageId}_edit_1_2.json`, "query-id"],
    [`${imageId}_edit_1.old.json`, "query-id"],
  ])("refuse %s by the rule %s", (name, rule) => {
    expect(rulesFor([source, edit, name])).toContainEqual([rule, name]);
  });

  it.each(["scene_edit", "scene_rgb", "scene[1]", "scene*", "scene?"])(
    "refuse the id %s",
    (scene) => {
      const id = `${scene}_frame_000001`;
      expect(rulesFor([sourceFileName(id)])).toContainEqual(["image-id", sourceFileName(id)]);
    },
  );

  it("want one picture for an edit, and an edit for a picture", () => {
    expect(rulesFor([edit])).toEqual([["one-source", edit]]);
    expect(rulesFor([edit, source, `${imageId}.png`])).toEqual([["one-source", edit]]);
    expect(rulesFor([source])).toEqual([["unused-source", source]]);
  });

  it("warn of an id that is not in the published style", () => {
    expect(rulesFor(["kitchen.jpg", "kitchen_edit_0.json"])).toEqual([
      ["image-name", "kitchen.jpg"],
      ["image-name", "kitchen_edit_0.json"],
    ]);
  });

  it("warn of a folder whose path the published tools cut", () => {
    expect(checkFolderPath("/data/v1/fine_dataset")).toEqual([]);
    expect(checkFolderPath("/data/my_edits/fine_dataset")[0]?.rule).toBe("folder-path");
    expect(checkFolderPath("/data/nyu_rgb/fine_dataset")[0]?.rule).toBe("folder-path");
  });
});
