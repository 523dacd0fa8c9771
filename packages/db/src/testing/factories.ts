import { sql } from "drizzle-orm";
import { type Database, newId } from "../index";

/**
 * Inserts a project and returns its id. It names only the columns of the first schema, so that tests of
 * migrations can call it on an earlier one.
 */
export async function makeProject(db: Database, name = "A project"): Promise<string> {
  const id = newId();
  await db.execute(
    sql`insert into projects (id, name, created_at) values (${id}, ${name}, ${new Date().toISOString()})`,
  );
  return id;
}
