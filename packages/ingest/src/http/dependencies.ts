import type { Database } from "@ai-cost/db";
import { type IngestDoor, ingestDoor } from "./authentication/key-request-limiter";
import { Turns } from "./body/decode-queue";
import { ByteRoom } from "./body/memory-budget";

/** Where a way in says what an operator should know: never anything of what was sent. */
export interface Log {
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

/** What every way in of one process shares. */
export interface Surroundings extends IngestDoor {
  /** The only clock of whatever happens behind the door. */
  clock: () => Date;
  log: Log;
  /** What the process may hold of bodies at once. */
  room: ByteRoom;
  /** For reading bodies, which holds up everything else. */
  turns: Turns;
}

/** Make one a process. */
export const surroundings = (
  db: Database,
  {
    clock,
    log,
    requestsPerMinute,
    roomBytes,
  }: { clock: () => Date; log: Log; requestsPerMinute?: number | undefined; roomBytes?: number },
): Surroundings => ({
  ...ingestDoor(db, { requestsPerMinute }),
  clock,
  log,
  room: new ByteRoom(roomBytes),
  turns: new Turns(),
});
