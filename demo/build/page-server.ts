import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const PAGE_FOLDER = fileURLToPath(new URL("./page", import.meta.url));
const THREE_FOLDER = fileURLToPath(new URL("../../node_modules/three", import.meta.url));

const PAGE = `<!doctype html>
<meta charset="utf-8">
<script type="importmap">{"imports":{"three":"/three/build/three.module.js"}}</script>
<script type="module" src="/page/studio.ts"></script>`;

export type PageServer = { url: string; take: (name: string) => Buffer; close: () => void };

/** Serves the page's modules on a free loopback port and keeps what the page posts to /result/NAME. */
export async function startPageServer(): Promise<PageServer> {
  const results = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://page").pathname));
    const finish = (status: number, type: string, body: string | Buffer) =>
      response.writeHead(status, { "content-type": type }).end(body);
    const answer = async () => {
      if (request.method === "POST" && path.startsWith("/result/")) {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        results.set(path.slice("/result/".length), Buffer.concat(chunks));
        return finish(204, "text/plain", "");
      }
      if (path === "/") return finish(200, "text/html", PAGE);
      if (path.startsWith("/three/"))
        return finish(
          200,
          "text/javascript",
          await readFile(join(THREE_FOLDER, path.slice("/three".length))),
        );
      if (path.startsWith("/page/") && path.endsWith(".ts")) {
        const source = await readFile(join(PAGE_FOLDER, path.slice("/page".length)), "utf8");
        return finish(200, "text/javascript", stripTypeScriptTypes(source));
      }
      return finish(404, "text/plain", "not found");
    };
    answer().catch((error: unknown) => finish(404, "text/plain", String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    take: (name) => {
      const result = results.get(name);
      if (!result) throw new Error(`the page sent no ${name}`);
      results.delete(name);
      return result;
    },
    close: () => server.close(),
  };
}
