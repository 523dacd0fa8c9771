import { randomBytes } from "node:crypto";
import { createDatabase, type DatabaseClient, migrate } from "@ai-cost/db";
import { afterAll, inject } from "vitest";
import { unmigratedDatabase } from "./own-databases";

export interface OwnedDatabase extends DatabaseClient {
  /** The owner's address. */
  databaseUrl: string;
  /** A superuser's client, to whom row-level security does not apply. */
  asSuperuser: DatabaseClient;
}

/**
 * A migrated database whose owner is no superuser, with row-level security forced on every tenant's
 * table: it shows the rows of the projects in `ai_cost.project_ids` alone. Dropped after the suite.
 */
export async function ownedDatabase(): Promise<OwnedDatabase> {
  const { role, password } = await makeRole();
  const asSuperuser = await unmigratedDatabase();
  const address = new URL(asSuperuser.databaseUrl);
  const { sql } = asSuperuser;
  await sql`alter database ${sql(address.pathname.slice(1))} owner to ${sql(role)}`;
  Object.assign(address, { username: role, password });
  await migrate(address.href);
  const client = createDatabase(address.href);
  afterAll(() => client.close());
  await forcePolicies(client);
  return { ...client, databaseUrl: address.href, asSuperuser };
}

/** A role is the whole server's, so it is dropped here, after the database that it owns. */
async function makeRole(): Promise<{ role: string; password: string }> {
  const { sql, close } = createDatabase(inject("databaseUrl"), { maxConnections: 1 });
  const role = `ai_cost_test_owner_${randomBytes(4).toString("hex")}`;
  const password = randomBytes(16).toString("hex");
  await sql.unsafe(`create role ${role} login password '${password}'`);
  afterAll(async () => {
    await sql.unsafe(`drop role ${role}`);
    await close();
  });
  return { role, password };
}

const BY_PROJECT =
  "project_id = any(nullif(current_setting('ai_cost.project_ids', true), '')::uuid[])";

async function forcePolicies({ sql }: DatabaseClient): Promise<void> {
  const tables = await sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'project_id'
      and table_name not in ('memberships', 'invitations')`;
  for (const { name } of tables) {
    await sql`alter table ${sql(name)} enable row level security`;
    await sql`alter table ${sql(name)} force row level security`;
    await sql.unsafe(`create policy of_a_test on ${name} using (${BY_PROJECT})`);
  }
}
