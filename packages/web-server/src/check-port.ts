import { connect, createServer } from "node:net";
import { Refusal } from "@ai-cost/domain";

/**
 * Throws a Refusal if this process cannot listen on `port`. Call this function before slow work, such as
 * a build.
 */
export async function checkPort(port: number, host: string): Promise<void> {
  for (const address of host === "localhost" ? ["127.0.0.1", "::1"] : [host]) {
    const code = (await bindError(port, address)) ?? (await connectError(port, address));
    if (code && code !== "EADDRNOTAVAIL" && code !== "EAFNOSUPPORT")
      throw portTaken(port, host, code);
    if (code && host !== "localhost") throw portTaken(port, host, code);
  }
}

export function portTaken(port: number, host: string, code: string): Refusal {
  if (code === "EADDRINUSE") {
    return new Refusal(
      `Port ${port} is taken by another program: stop that one, or choose another with PORT=${port + 1} npm start.`,
    );
  }
  if (code === "EACCES") {
    return new Refusal(
      `Port ${port} may not be used by this user: choose one above 1023 with PORT.`,
    );
  }
  return new Refusal(
    `Cannot listen on ${host}, port ${port} (${code}): set HOST to an address of this machine.`,
  );
}

/** Tries to listen, and returns the error code if the attempt fails. */
function bindError(port: number, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", ({ code }: NodeJS.ErrnoException) => resolve(code));
    server.listen(port, address, () => server.close(() => resolve(undefined)));
  });
}

/**
 * Returns EADDRINUSE if a server accepts a connection on the port. On some systems, a process can listen
 * on one address although another process listens on all addresses. Only a connection then finds the
 * other process.
 */
function connectError(port: number, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: address, timeout: 500 });
    const end = (code: string | undefined) => {
      socket.destroy();
      resolve(code);
    };
    socket.on("connect", () => end("EADDRINUSE"));
    socket.on("error", () => end(undefined));
    socket.on("timeout", () => end(undefined));
  });
}
