import { createDatabase, openAsOperator } from "@ai-cost/db";
import { recordUsage } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";

const WRITERS = 8;

/**
 * Records charges from several writers until `isEnough` returns true. Three writers work at a time, and
 * they go through the projects one after the other. Each writer has its own runs and jobs. Returns how
 * many charges were acknowledged.
 */
export async function recordUntil(
  url: string,
  now: Date,
  isEnough: (turn: number) => boolean,
): Promise<number> {
  const { db, close } = createDatabase(url, { maxConnections: WRITERS });
  const projects = await openAsOperator(db, null);
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    let recorded = 0;
    for (let turn = 0; !isEnough(turn); turn += 1) {
      const reports = [1, 2, 3].map((place) =>
        usageReport({
          run: `run ${writer}`,
          job: `job ${writer} ${turn % 7}`,
          at: new Date(now.getTime() - ((turn * place) % 90) * 86_400_000),
          amountMicroUsd: BigInt(turn * place),
        }),
      );
      for (const { id: projectId, tenant } of projects.slice(turn % projects.length).slice(0, 1))
        recorded += (await recordUsage(tenant, { projectId, now }, reports)).length;
    }
    return recorded;
  });
  const recorded = await Promise.all(writers);
  await close();
  return recorded.reduce((sum, count) => sum + count, 0);
}
