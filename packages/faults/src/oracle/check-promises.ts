import type { Environment } from "../environment/environment";
import { modelProblems } from "./model-problems";
import { procedureProblems } from "./procedure-problems";
import { rollupProblems } from "./rollup-problems";
import { connectionProblems, serverProblems } from "./server-problems";

/**
 * Checks the promises that must hold after every case. Together these checks are the oracle. Returns a
 * sentence for each broken promise.
 */
export async function checkPromises({ all }: Environment): Promise<string[]> {
  const problems: string[] = [];
  for (const environment of all) problems.push(...(await problemsOf(environment)));
  return problems;
}

async function problemsOf(environment: Environment): Promise<string[]> {
  const serving = serverProblems(environment);
  await environment.recover();
  const { sql } = environment.owner;
  return [
    ...serving,
    ...(await connectionProblems(sql)),
    ...(await rollupProblems(sql)),
    ...(await modelProblems(sql, environment)),
    ...(await procedureProblems(sql, environment)),
  ];
}
