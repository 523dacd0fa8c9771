import { budgetAlerts, newId } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { expect, test } from "vitest";
import { selectAlerts } from "./alerts";

const { db, tenantOf } = testDatabase();
const MONTH = "2026-11";
const at = (minute: number) => new Date(Date.UTC(2026, 10, 3, 12, minute));

test("of a budget that changed often, the last decision about each threshold is read", async () => {
  const [projectId, foreignProjectId] = [await makeProject(db), await makeProject(db)];
  const [budgetId, otherId] = [newId(), newId()];
  const row = {
    ...{ projectId, budgetId, month: MONTH, kind: "threshold" as const, isSent: true },
    ...{ limitMicroUsd: 1n, spentMicroUsd: 1n },
  };
  const versions = Array.from({ length: 20 }, (_, index) => index + 1).flatMap((version) =>
    [80, 100].map((threshold) => ({
      ...row,
      ...{ threshold, version, isSent: threshold === 100, decidedAt: at(version) },
    })),
  );
  await db
    .insert(budgetAlerts)
    .values([
      ...versions,
      { ...row, threshold: 50, version: 3, alertId: newId(), decidedAt: at(3) },
      { ...row, threshold: 80, version: 21, month: "2026-10", decidedAt: at(30) },
      { ...row, threshold: 80, version: 21, budgetId: otherId, decidedAt: at(30) },
      { ...row, threshold: 80, version: 21, projectId: foreignProjectId, decidedAt: at(30) },
    ]);
  const read = (budgetIds: string[]) =>
    tenantOf(projectId).read((tx) => selectAlerts(tx, projectId, { month: MONTH, budgetIds }));
  expect((await read([budgetId])).map(({ threshold, version }) => [threshold, version])).toEqual([
    [50, 3],
    [80, 20],
    [100, 20],
  ]);
  expect(await read([])).toEqual([]);
});
