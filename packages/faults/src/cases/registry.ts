import type { FaultCase } from "../case";
import { foreignIds } from "./a1-foreign-ids";
import { secondWall } from "./a2-second-wall";
import { eachWallAlone } from "./a3-each-wall-alone";
import { oneConnection } from "./a4-one-connection";
import { endedSessions } from "./a5-ended-sessions";
import { takenAway } from "./a6-taken-away";
import { foreignOrigins } from "./a7-foreign-origins";
import { sideDoors } from "./a8-side-doors";
import { textsAsScripts } from "./a9-texts-as-scripts";
import { headers } from "./a11-headers";
import { guessedPasswords } from "./a12-guessed-passwords";
import { toldToBrowsers } from "./a13-told-to-browsers";
import { sqlInTexts } from "./a14-sql-in-texts";
import { keys } from "./a15-keys";
import { fuzzedCalls } from "./b1-fuzzed-calls";
import { maskedErrors } from "./b2-masked-errors";
import { bodies } from "./b3-bodies";
import { batches } from "./b4-batches";
import { answers } from "./b5-answers";
import { replays } from "./b6-replays";
import { duplicates } from "./c1-duplicates";
import { otherPayload } from "./c2-other-payload";
import { sameKey } from "./c3-same-key";
import { budgetRaces } from "./c5-budget-races";
import { arithmetic } from "./c7-arithmetic";
import { dollars } from "./c8-dollars";
import { bands } from "./c9-bands";
import { shares } from "./c10-shares";
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
import { twoServers } from "./f15-two-servers";
import { writers } from "./l1-writers";
import { manyRows } from "./l2-many-rows";
import { soak } from "./l3-soak";
import { zones } from "./t1-zones";
import { trend } from "./t2-trend";
import { days } from "./t3-days";
import { rollOver } from "./t4-roll-over";
import { oddTimes } from "./t5-odd-times";
import { clockBack } from "./t6-clock-back";

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
  twoServers,
  duplicates,
  otherPayload,
  sameKey,
  budgetRaces,
  arithmetic,
  dollars,
  bands,
  shares,
  zones,
  trend,
  days,
  rollOver,
  oddTimes,
  clockBack,
  foreignIds,
  secondWall,
  eachWallAlone,
  oneConnection,
  endedSessions,
  takenAway,
  foreignOrigins,
  sideDoors,
  textsAsScripts,
  headers,
  guessedPasswords,
  toldToBrowsers,
  sqlInTexts,
  keys,
  fuzzedCalls,
  maskedErrors,
  bodies,
  batches,
  answers,
  replays,
  writers,
  manyRows,
  soak,
];
