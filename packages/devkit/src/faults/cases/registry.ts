import type { FaultCase } from "../case";
import { killedPostgres } from "./f1-killed-postgres";
import { durableCommits } from "./f2-durable-commits";
import { killedServer } from "./f3-killed-server";
import { endedConnections } from "./f4-ended-connections";
import { absentPostgres } from "./f5-absent-postgres";
import { busyReaders } from "./f6-busy-readers";
import { slowPostgres } from "./f7-slow-postgres";
import { cutConnections } from "./f8-cut-connections";
import { fullDisk } from "./f9-full-disk";
import { askedToLeave } from "./f10-asked-to-leave";
import { migrations } from "./f13-migrations";
import { deadlocks } from "./f14-deadlocks";

/** Every case, in the order in which they run. */
export const CASES: readonly FaultCase[] = [
  // One a line.
  killedPostgres,
  durableCommits,
  killedServer,
  endedConnections,
  absentPostgres,
  busyReaders,
  slowPostgres,
  cutConnections,
  fullDisk,
  askedToLeave,
  migrations,
  deadlocks,
];
