import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** Parameters of a Prisma URL that mean nothing to node-postgres. */
const PRISMA_PARAMETERS = [
  "schema",
  "connection_limit",
  "pool_timeout",
  "pgbouncer",
  "connect_timeout",
  "sslaccept",
];

const TYPE_CHAR = 18;
const TYPE_TEXT = 25;
const TYPE_TEXT_ARRAY = 1009;
/** name, int2vector, regproc, oidvector, pg_node_tree, the reg* family: adapter-pg has no mapping. */
const READ_AS_TEXT = new Set([
  TYPE_CHAR,
  19,
  22,
  24,
  30,
  194,
  2202,
  2203,
  2204,
  2205,
  2206,
  4089,
  4096,
]);
/** "char"[] and name[] */
const READ_AS_TEXT_ARRAY = new Set([1002, 1003]);

/** The driver adapter factory that the WebAssembly engine asks for its connections. */
export class SchemaAdapterFactory {
  provider = "postgres";
  adapterName = "@prisma/adapter-pg";

  /** @param {{ url: string, shadowDatabaseUrl?: string }} datasource */
  constructor(datasource) {
    this.datasource = datasource;
  }

  connect() {
    return openAdapter(parseUrl(this.datasource.url));
  }

  async connectToShadowDb() {
    const { url, shadowDatabaseUrl } = this.datasource;
    if (shadowDatabaseUrl) return openAdapter(parseUrl(shadowDatabaseUrl));

    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await withClient(parseUrl(url), (client) => client.query(`CREATE DATABASE "${name}"`));
    const adapter = await openAdapter(parseUrl(url, name));
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await withClient(parseUrl(url), (client) =>
        client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
      );
    };
    return adapter;
  }
}

/** @param {string} url */
export async function checkConnection(url) {
  await withClient(parseUrl(url), (client) => client.query("SELECT 1"));
}

/** @param {string} url */
export async function createDatabase(url) {
  const { database } = parseUrl(url);
  const identifier = `"${database.replaceAll('"', '""')}"`;
  await withClient(parseUrl(url, "postgres"), (client) =>
    client.query(`CREATE DATABASE ${identifier}`),
  );
  return database;
}

/**
 * A connection problem in the code and words of Prisma's own engine.
 *
 * @param {{ code?: string }} error
 * @param {string} url
 */
export function describeConnectionError(error, url) {
  const { database } = parseUrl(url);
  switch (error.code) {
    case "3D000":
      return { code: "P1003", message: `Database \`${database}\` does not exist` };
    case "42P04":
      return { code: "P1009", message: `Database \`${database}\` already exists` };
    case "28P01":
    case "28000":
      return { code: "P1000", message: "Authentication failed against the database server" };
    default:
      return {
        code: "P1001",
        message: `Can't reach database server at \`${new URL(url).host}\``,
      };
  }
}

function parseUrl(url, database) {
  const parsed = new URL(url);
  const schema = parsed.searchParams.get("schema") ?? undefined;
  for (const name of PRISMA_PARAMETERS) parsed.searchParams.delete(name);
  if (database) parsed.pathname = `/${encodeURIComponent(database)}`;
  return {
    connectionString: parsed.toString(),
    schema,
    database: decodeURIComponent(parsed.pathname.slice(1)),
  };
}

async function withClient({ connectionString }, work) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function openAdapter({ connectionString, schema }) {
  const pool = new pg.Pool({ connectionString, max: 1 });
  pool.on("error", () => {});
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect();
  teachCatalogTypes(Object.getPrototypeOf(Object.getPrototypeOf(adapter)));
  // adapter-pg cuts a script at every semicolon, also inside function bodies.
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

/**
 * Lets the common base of adapter-pg's connections and transactions read the types of Postgres'
 * system tables. The engine wants "char" as a character and panics when it gets a text.
 */
function teachCatalogTypes(queryable) {
  if (Object.hasOwn(queryable, "readsCatalog")) return;
  queryable.readsCatalog = true;
  const { queryRaw } = queryable;
  queryable.queryRaw = async function (query) {
    const raw = await this.performIO(query);
    const fields = raw.fields.map((field) => ({ ...field, dataTypeID: readAs(field.dataTypeID) }));
    const result = await queryRaw.call({ performIO: async () => ({ ...raw, fields }) }, query);
    const columnTypes = result.columnTypes.map((type, index) =>
      raw.fields[index].dataTypeID === TYPE_CHAR ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
}

function readAs(type) {
  if (READ_AS_TEXT.has(type)) return TYPE_TEXT;
  return READ_AS_TEXT_ARRAY.has(type) ? TYPE_TEXT_ARRAY : type;
}
