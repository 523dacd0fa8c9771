import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * What is done to a piece on its way: passed on; passed on, but the client's side closed before an
 * answer comes (`cut`); not passed on and both sides closed (`drop`).
 */
type Treatment = "pass" | "cut" | "drop";

const CARRIED_OUT_WITHIN_MS = 2_000;

/** Stands before a Postgres and does to its clients what networks do. */
export class TcpProxy {
  /** Of every piece in either direction. */
  delayMs = 0;
  /** Of each connection: decides on every piece that its client sends. */
  treatmentOf: () => (piece: Buffer) => Treatment = () => () => "pass";
  /** How many connections it has closed by its own will. */
  hits = 0;
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly targetPort: number,
    readonly server: Server,
  ) {}

  static async start(targetPort: number): Promise<TcpProxy> {
    const server = createServer({ noDelay: true });
    const proxy = new TcpProxy(targetPort, server);
    server.on("connection", (client) => proxy.#join(client));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return proxy;
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === "object" ? (address?.port ?? 0) : 0;
  }

  /** `databaseUrl` by way of this proxy. */
  urlOf(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    url.port = String(this.port);
    return url.href;
  }

  /** Closes every connection; new ones are taken as before. */
  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.server.close();
    this.cutAll();
  }

  #join(client: Socket): void {
    const upstream = connect({ port: this.targetPort, host: "127.0.0.1", noDelay: true });
    for (const socket of [client, upstream]) {
      this.#sockets.add(socket.on("error", () => {}));
      socket.on("close", () => this.#sockets.delete(socket));
    }
    // What a client that is gone has asked for is carried out first.
    client.on("close", () => setTimeout(() => upstream.destroy(), CARRIED_OUT_WITHIN_MS).unref());
    upstream.on("close", () => client.destroySoon());
    this.#carry(upstream, client, () => "pass");
    this.#carry(client, upstream, this.treatmentOf());
  }

  #carry(from: Socket, to: Socket, treat: (piece: Buffer) => Treatment): void {
    let carried: Promise<unknown> = Promise.resolve();
    from.on("data", (piece) => {
      const { delayMs } = this;
      const arriving = sleep(delayMs);
      carried = Promise.all([carried, delayMs > 0 && arriving]).then(() =>
        this.#deliver(piece, from, to, treat(piece)),
      );
    });
  }

  #deliver(piece: Buffer, from: Socket, to: Socket, treatment: Treatment): void {
    if (treatment !== "pass") this.hits += 1;
    if (treatment !== "drop" && !to.destroyed) to.write(piece);
    if (treatment === "pass") return;
    from.destroy();
    if (treatment === "drop") to.destroy();
  }
}
