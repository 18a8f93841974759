import { parseArgs } from "node:util";

export interface StudioOptions {
  host: string;
  port: number;
  demo: boolean;
}

export const studioUsage = `usage: npm start -- [--port PORT] [--host ADDRESS] [--no-demo]

  --port PORT      port of the web app (default: PORT, or 3000; the next free one if it is taken)
  --host ADDRESS   address to listen on (default 127.0.0.1: this machine only)
  --no-demo        leave an empty database empty

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
  return { host: values.host, port, demo: values.demo };
}
