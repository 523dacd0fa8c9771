import { once } from "node:events";
import { connect, type Socket } from "node:net";

const WHILE_MS = 1_000;

/** Connections of a client that sends as much as the server takes, or reads nothing of what it sends. */
export class FloodedConnections {
  readonly #unread = new Set<Socket>();

  constructor(readonly serverUrl: string) {}

  /** Sends `begin`, and then `again` as often as the server takes it, for a second or until it hangs up. */
  async flood(begin: string, again: string): Promise<void> {
    const socket = this.#open().resume();
    const text = Buffer.from(again);
    const send = () => {
      while (!socket.destroyed && socket.write(text));
    };
    socket.on("drain", send).write(begin);
    send();
    const isOver = setTimeout(() => socket.destroy(), WHILE_MS);
    await once(socket, "close");
    clearTimeout(isOver);
  }

  /** Requests a path and never reads the response. */
  leaveUnread(path: string): void {
    const socket = this.#open().pause();
    this.#unread.add(socket);
    socket.on("close", () => this.#unread.delete(socket));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  }

  #open(): Socket {
    const { hostname, port } = new URL(this.serverUrl);
    return connect({ host: hostname, port: Number(port) }).on("error", () => {});
  }
}
