import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { createDatabase, migrate } from "../index";
import { unmigratedCluster, unmigratedDatabase } from "./own-databases";
import { openTestDatabase, type TestDatabase } from "./test-database";

export interface OwnedDatabase extends TestDatabase {
  /** A superuser's client, to whom row-level security does not apply. */
  asSuperuser: TestDatabase;
}

/** A migrated database whose owner is no superuser and bound by the policies. Dropped after the suite. */
export const ownedDatabase = () => ownedOf(unmigratedDatabase);

/** The same on every server of a Citus cluster, where nothing is distributed yet. */
export const ownedCluster = () => ownedOf(unmigratedCluster);

async function ownedOf(makeDatabase: () => Promise<TestDatabase>): Promise<OwnedDatabase> {
  const { role, password } = await makeRole();
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

/** A role is the whole server's, so it is dropped here, after the database that it owns. */
async function makeRole(): Promise<{ role: string; password: string }> {
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
