import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { createDatabase, migrate } from "../index";
import { unmigratedCluster, unmigratedDatabase } from "./own-databases";
import { openTestDatabase, type TestDatabase } from "./test-database";

export interface OwnedDatabase extends TestDatabase {
  /** Clients of a superuser, to whom row-level security does not apply. */
  asSuperuser: TestDatabase;
}

/**
 * Creates a migrated database whose owner is not a superuser, so that row-level security applies to it.
 * Drops it after the test file.
 */
export const ownedDatabase = () => ownedOf(unmigratedDatabase);

/**
 * Creates a migrated database whose owner is not a superuser, on every server of a Citus cluster. Drops
 * it after the test file. No table is distributed yet.
 */
export const ownedCluster = () => ownedOf(unmigratedCluster);

async function ownedOf(makeDatabase: () => Promise<TestDatabase>): Promise<OwnedDatabase> {
  const { role, password } = await createRole();
  const asSuperuser = await makeDatabase();
  const address = new URL(asSuperuser.databaseUrl);
  const { sql } = asSuperuser;
  await sql`alter database ${sql(address.pathname.slice(1))} owner to ${sql(role)}`;
  Object.assign(address, { username: role, password });
  await migrate(address.href);
  const owned = openTestDatabase(address.href);
  afterAll(owned.close);
  return { ...owned, asSuperuser };
}

/**
 * Creates the role that owns the database. Roles belong to the whole server, so the role is dropped
 * after the database.
 */
async function createRole(): Promise<{ role: string; password: string }> {
  const { sql, close } = createDatabase(inject("databaseUrl"), {
    maxConnections: 1,
    asOwner: true,
  });
  const role = `ai_cost_test_owner_${randomBytes(4).toString("hex")}`;
  const password = randomBytes(16).toString("hex");
  await sql.unsafe(`create role ${role} login password '${password}'`);
  await sql.unsafe(`grant ai_cost_app to ${role}`);
  afterAll(async () => {
    await sql.unsafe(`drop role ${role}`);
    await close();
  });
  return { role, password };
}
