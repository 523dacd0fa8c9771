import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * What the proxy does with a chunk of data. `pass` forwards it. `cut` forwards it and closes the
 * client's side before a response arrives. `drop` discards it and closes both sides.
 */
type Treatment = "pass" | "cut" | "drop";

const UPSTREAM_CLOSED_AFTER_MS = 2_000;

/** Forwards connections to Postgres and injects delays and lost connections. */
export class TcpProxy {
  /** The delay of every chunk, in both directions. */
  delayMs = 0;
  /**
   * Called for each new connection. The function that it returns decides about every chunk that the
   * client sends.
   */
  treatmentOf: () => (chunk: Buffer) => Treatment = () => () => "pass";
  /** The number of connections that the proxy has cut or dropped. */
  hits = 0;
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly targetPort: number,
    readonly server: Server,
  ) {}

  static async start(targetPort: number): Promise<TcpProxy> {
    const server = createServer({ noDelay: true });
    const proxy = new TcpProxy(targetPort, server);
    server.on("connection", (client) => proxy.#connect(client));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return proxy;
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === "object" ? (address?.port ?? 0) : 0;
  }

  /** `databaseUrl` with the port of this proxy. */
  urlOf(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    url.port = String(this.port);
    return url.href;
  }

  async stop(): Promise<void> {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #connect(client: Socket): void {
    const upstream = connect({ port: this.targetPort, host: "127.0.0.1", noDelay: true });
    for (const socket of [client, upstream]) {
      this.#sockets.add(socket.on("error", () => {}));
      socket.on("close", () => this.#sockets.delete(socket));
    }
    // The delay gives Postgres time to execute what the client has sent before its connection was cut.
    client.on("close", () =>
      setTimeout(() => upstream.destroy(), UPSTREAM_CLOSED_AFTER_MS).unref(),
    );
    upstream.on("close", () => client.destroySoon());
    this.#forward(upstream, client, () => "pass");
    this.#forward(client, upstream, this.treatmentOf());
  }

  #forward(from: Socket, to: Socket, treat: (chunk: Buffer) => Treatment): void {
    let delivered: Promise<unknown> = Promise.resolve();
    from.on("data", (chunk) => {
      const { delayMs } = this;
      const arriving = sleep(delayMs);
      delivered = Promise.all([delivered, delayMs > 0 && arriving]).then(() =>
        this.#deliver(chunk, from, to, treat(chunk)),
      );
    });
  }

  #deliver(chunk: Buffer, from: Socket, to: Socket, treatment: Treatment): void {
    if (treatment !== "pass") this.hits += 1;
    if (treatment !== "drop" && !to.destroyed) to.write(chunk);
    if (treatment === "pass") return;
    from.destroy();
    if (treatment === "drop") to.destroy();
  }
}
