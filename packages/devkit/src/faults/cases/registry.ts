import type { FaultCase } from "../case";
import { foreignIds } from "./a1-foreign-ids";
import { killedPostgres } from "./f1-killed-postgres";

/** Every case, in the order in which they run. */
export const CASES: readonly FaultCase[] = [killedPostgres, foreignIds];
