import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface StalledBody {
  path: string;
  headers: Record<string, string>;
  /** What is sent of the body; the rest never comes. */
  part: Uint8Array;
  /** The length that the request announces. */
  announcedBytes: number;
}

/** Connections on which bodies were begun and never end. */
export class StalledBodies {
  readonly #sockets = new Set<Socket>();
  /** How many of them the server has ended. */
  ended = 0;

  constructor(readonly serverUrl: string) {}

  /** Begins a body. Resolves when what is sent of it has left. */
  async begin({ path, headers, part, announcedBytes }: StalledBody): Promise<void> {
    const { host, hostname, port } = new URL(this.serverUrl);
    const socket = connect({ host: hostname, port: Number(port) });
    this.#sockets.add(socket);
    socket.on("data", () => {}).on("error", () => {});
    socket.on("close", () => {
      this.ended += 1;
      this.#sockets.delete(socket);
    });
    const lines = Object.entries({ host, ...headers, "content-length": String(announcedBytes) });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\n`);
    await Promise.race([
      new Promise((sent) => socket.write(part, sent)),
      sleep(2_000, undefined, { ref: false }),
    ]);
  }

  get open(): number {
    return this.#sockets.size;
  }

  /** Closes all connections. */
  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
