import { parseArgs } from "node:util";

export interface StudioOptions {
  /** Whether people have to sign in. */
  accounts: boolean;
  host: string;
  port: number;
  demo: boolean;
}

export const studioUsage = `usage: npm start -- [--port PORT] [--host ADDRESS] [--no-demo]

  --port PORT      port of the web app (default: PORT, or 3000; the next free one if it is taken)
  --host ADDRESS   address to listen on (default 127.0.0.1: this machine only; others need GSI_AUTH=accounts)
  --no-demo        leave an empty database empty

  GSI_AUTH         "accounts": people sign in (docs/accounts.md); else whoever is at this machine is the owner
  GSI_HOME         folder of everything the studio writes (default: .gsi in the checkout)
  DATABASE_URL     a PostgreSQL of your own, in place of the embedded one`;

/** Undefined when only the usage was asked for; throws on an option that does not exist. */
export function parseStudioOptions(args: string[]): StudioOptions | undefined {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      port: { type: "string", default: process.env.PORT || "3000" },
      host: { type: "string", default: "127.0.0.1" },
      demo: { type: "boolean", default: true },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`The port must be a number from 1 to 65535, not ${values.port}.`);
  }
  const accounts = process.env.GSI_AUTH === "accounts";
  if (!accounts && !isLoopback(values.host)) {
    throw new Error(
      `On ${values.host} others can reach the studio, and without accounts all of them would be its owner: set GSI_AUTH=accounts, or leave --host out.`,
    );
  }
  return { accounts, host: values.host, port, demo: values.demo };
}

/** Whether only this machine reaches an address. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
