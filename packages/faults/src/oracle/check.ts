import type { Rig } from "../rig/rig";
import type { Stage } from "../rig/stage";
import { modelProblems } from "./model-problems";
import { procedureProblems } from "./procedure-problems";
import { connectionProblems, serverProblems } from "./server-problems";
import { surfaceProblems } from "./surface-problems";

/** Everything that must hold after a case, whatever it did: sentences of what does not. */
export async function checkPromises({ stages }: Rig): Promise<string[]> {
  const problems: string[] = [];
  for (const stage of stages) problems.push(...(await problemsOf(stage)));
  return problems;
}

async function problemsOf(stage: Stage): Promise<string[]> {
  const serving = serverProblems(stage);
  await stage.recover();
  const { sql } = stage.owner;
  return [
    ...serving,
    ...(await connectionProblems(sql)),
    ...(await surfaceProblems(sql)),
    ...(await modelProblems(sql, stage)),
    ...(await procedureProblems(sql, stage)),
  ];
}
