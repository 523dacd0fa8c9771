import type { Rig } from "../rig/rig";
import { modelProblems } from "./model-problems";
import { procedureProblems } from "./procedure-problems";
import { connectionProblems, serverProblems } from "./server-problems";
import { surfaceProblems } from "./surface-problems";

/** Everything that must hold after a case, whatever it did: sentences of what does not. */
export async function checkPromises(rig: Rig): Promise<string[]> {
  const serving = serverProblems(rig);
  await rig.recover();
  const { sql } = rig.owner;
  return [
    ...serving,
    ...(await connectionProblems(sql)),
    ...(await surfaceProblems(sql)),
    ...(await modelProblems(sql, rig)),
    ...(await procedureProblems(sql, rig)),
  ];
}
