import type { FaultCase } from "../case";
import { killedPostgres } from "./f1-killed-postgres";
import { killedServer } from "./f3-killed-server";
import { endedConnections } from "./f4-ended-connections";

/** Every case, in the order in which they run. */
export const CASES: readonly FaultCase[] = [
  // One a line.
  killedPostgres,
  killedServer,
  endedConnections,
];
