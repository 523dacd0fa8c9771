import type { Database, Executor } from "../client";
import { projects } from "../schema/projects";
import { tenantDatabase } from "./tenant-database";

/**
 * Makes projects and does `work` on their rows, in one transaction. One whose id is taken fails it
 * with 23505 before anything of it can be seen.
 */
export const foundProjects = <Result>(
  db: Database,
  founded: readonly (typeof projects.$inferInsert)[],
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> =>
  tenantDatabase(
    db,
    founded.map(({ id }) => id),
  ).write(async (tx) => {
    await tx.insert(projects).values([...founded]);
    return work(tx);
  });
