import { connect, createServer } from "node:net";

const LOOPBACK = "127.0.0.1";
const PROBE_MS = 500;

/** A port that nothing uses right now, chosen by the system. */
export function findFreePort(): Promise<number> {
  return listenOnce(0);
}

/** Whether a server could listen on the loopback port and nobody answers there. */
export async function isPortFree(port: number): Promise<boolean> {
  // Some systems let 127.0.0.1 be bound beside a server that listens on all addresses.
  if (await answers(port)) return false;
  try {
    await listenOnce(port);
    return true;
  } catch {
    return false;
  }
}

/** The first free port from `start` upwards. */
export async function findFreePortFrom(start: number): Promise<number> {
  for (let port = start; port <= 65_535; port += 1) {
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port from ${start} on.`);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      const chosen = typeof address === "object" && address ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: LOOPBACK, timeout: PROBE_MS });
    const finish = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", () => finish(true));
    socket.once("timeout", () => finish(true));
    socket.once("error", () => finish(false));
  });
}
