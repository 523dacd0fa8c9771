import type { Server, Socket } from "node:net";

const draining = new WeakSet<Server>();

/** Makes every further response of this server close its connection, so that clients reconnect elsewhere. */
export const markDraining = (server: Server): void => void draining.add(server);

/** Whether the socket belongs to a server that is shutting down. Node sets `server` on accepted sockets. */
export const isDraining = ({ server }: Socket & { server?: Server }): boolean =>
  server !== undefined && draining.has(server);
