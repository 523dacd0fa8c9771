import type { Server, Socket } from "node:net";

const draining = new WeakSet<Server>();

/**
 * Marks the server as shutting down: every further response closes its connection, so that clients
 * connect to another server.
 */
export const markDraining = (server: Server): void => void draining.add(server);

/**
 * Whether the socket belongs to a server that is shutting down. Node sets the `server` property of
 * accepted sockets, and takes the socket from a request whose body a failed pipeline has not read.
 */
export const isDraining = (socket: (Socket & { server?: Server }) | null): boolean =>
  socket?.server !== undefined && draining.has(socket.server);
