import type { Database, Executor } from "../connection/database";
import { projects } from "../schema/projects";
import { tenantDatabase } from "./tenant-database";

/**
 * Creates projects and runs `work` on their rows, in one transaction. If a project with one of the ids
 * exists, the transaction fails with SQLSTATE 23505 before any row of that project is visible.
 */
export const createProjects = <Result>(
  db: Database,
  created: readonly (typeof projects.$inferInsert)[],
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> =>
  tenantDatabase(
    db,
    created.map(({ id }) => id),
  ).write(async (tx) => {
    await tx.insert(projects).values([...created]);
    return work(tx);
  });
