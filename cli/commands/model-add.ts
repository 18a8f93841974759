import { addContractModel } from "#server/model/add-contract-model.ts";
import { addModel } from "#server/model/add-model.ts";
import { studioHome } from "../../scripts/home.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print, printJson } from "../print.ts";

export const modelAddCommand: Command = {
  help: `Usage: gsi model add FOLDER [--name NAME] [--link] [--json]
       gsi model add --contract [--name NAME] [--json]

Brings a model into the registry below GSI_HOME. Every file is compared with the manifest; where the manifest lists
no files, all files of the folder are listed with the sizes and hashes that they have now. Nothing is downloaded.
Needs no database.

  FOLDER       a folder with a manifest.json and the files it names (docs/models.md)
  --contract   a made-up DetAny3D that follows from the prompts alone: for trying out the pipeline, not for release
  --name NAME  another name than the manifest's: lower-case letters and digits with single dots or hyphens
  --link       leave the files where they are, instead of a copy
  --json       print the manifest and its hash as JSON

Examples:
  gsi model add ~/exports/detany3d --link
  gsi model add --contract`,
  async run(args) {
    const { values, more: folder } = readArguments(
      args,
      {
        contract: { type: "boolean" },
        name: { type: "string" },
        link: { type: "boolean" },
        json: { type: "boolean" },
      },
      [],
      { allowsOneMore: true },
    );
    const { name, link } = values;
    const home = studioHome();
    const add = async () => {
      if (!values.contract) {
        if (!folder) throw new UsageError("FOLDER is missing");
        return addModel({ folder, name, link, home });
      }
      if (folder) throw new UsageError("say FOLDER or --contract, not both");
      if (link) throw new UsageError("--link goes with FOLDER");
      return { model: await addContractModel({ name, home }), isCompleted: false };
    };
    const { model, isCompleted } = await add();
    const { manifest, hash } = model;
    if (values.json) {
      printJson({ hash, isCompleted, manifest });
      return 0;
    }
    print(
      `${manifest.name} is added: ${manifest.contract}, ${manifest.precision}, ${manifest.files.length} files${model.isLinked ? ` in ${model.folder}` : ""}`,
    );
    if (isCompleted)
      print("The manifest listed no files: their sizes and hashes are taken as they are now");
    print(`Hash: ${hash}`);
    print(`Licence: ${manifest.licence.id}. ${manifest.licence.caution}`);
    if (manifest.notReleasableReason) print(`Not for release: ${manifest.notReleasableReason}`);
    print(`"gsi model check ${manifest.name}" tries it out`);
    return 0;
  },
};
