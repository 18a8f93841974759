import { signRelease } from "#server/release/sign-release.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print, printJson } from "../print.ts";

export const releaseSignCommand: Command = {
  help: `Usage: gsi release sign DIR --key FILE [--json]

Checks a copy of a release and signs the bytes of its manifest.json with Ed25519, into manifest.json.sig. The manifest
names every photo and edit by its hash, so one signature stands for all exports of the release. An earlier signature is
replaced. Needs no database.

  DIR         the folder that "gsi release export" wrote
  --key FILE  the private key, PEM without a passphrase: "gsi release keygen" makes one
  --json      print what was signed as JSON

Examples:
  gsi release sign ~/v0 --key ~/keys/gsi-release
  gsi release sign ~/v0 --key ~/keys/gsi-release && gsi release verify ~/v0 --public-key ~/keys/gsi-release.pub`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      { key: { type: "string" }, json: { type: "boolean" } },
      ["DIR"],
    );
    const { key } = values;
    if (!key) throw new UsageError("--key FILE is missing");
    const signed = await signRelease({ dir: positionals.DIR, keyFile: key });
    if (values.json) printJson(signed);
    else {
      print(`Signed manifest ${signed.manifestHash} with the key ${signed.keyId}`);
      print(signed.signatureFile);
    }
    return 0;
  },
};
