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
import { killedPostgres } from "./f1-killed-postgres";

/** Every case, in the order in which they run. */
export const CASES: readonly FaultCase[] = [
  killedPostgres,
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
];
