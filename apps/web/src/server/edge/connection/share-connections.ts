import type { Socket } from "node:net";
import { addressGroup, SharedRoom } from "@ai-cost/fairness";
import { limitOpen } from "./limit-open";

/**
 * Returns a listener that limits the open connections, because each takes memory and a file descriptor. When
 * there are too many, the oldest of the address that has most of them is closed, so nobody can take the
 * connections of others.
 */
export function shareConnections(maxConnections: number): (socket: Socket) => void {
  const room = new SharedRoom({ capacity: maxConnections, most: Math.ceil(maxConnections * 0.75) });
  return (socket) => limitOpen(room, addressGroup(socket.remoteAddress ?? ""), socket);
}
