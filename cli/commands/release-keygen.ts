import { makeSigningKey } from "#server/release/make-signing-key.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print, printJson } from "../print.ts";

export const releaseKeygenCommand: Command = {
  help: `Usage: gsi release keygen --out FILE [--json]

Makes a pair of Ed25519 keys in PEM: FILE, the private one, which only you may read (mode 0600), and FILE.pub, the
public one for whoever checks your releases. No file is written over. Keep FILE out of exports and repositories.

  --out FILE  where the private key goes
  --json      print the files and the key's id as JSON

Examples:
  gsi release keygen --out ~/keys/gsi-release`,
  async run(args) {
    const { values } = readArguments(args, { out: { type: "string" }, json: { type: "boolean" } });
    if (!values.out) throw new UsageError("--out FILE is missing");
    const key = await makeSigningKey(values.out);
    if (values.json) printJson(key);
    else {
      print(`Private key: ${key.privateKeyFile}`);
      print(`Public key: ${key.publicKeyFile}`);
      print(`Key id: ${key.keyId}`);
    }
    return 0;
  },
};
