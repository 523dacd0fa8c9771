import type { SharedRoom } from "@ai-cost/fairness";

/** A connection, or the response to a request. */
interface Closable {
  once(event: "close", listener: () => void): unknown;
  destroy(): unknown;
}

/** Counts a connection or response of the party until it is closed. It is closed when there are too many. */
export function limitOpen(room: SharedRoom, party: string, open: Closable): void {
  const lease = room.lease(party, () => void open.destroy());
  open.once("close", () => lease.release());
  if (!lease.reserve(1)) open.destroy();
}
