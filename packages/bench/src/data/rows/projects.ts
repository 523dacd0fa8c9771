import type { Sql } from "@ai-cost/db";
import { BUDGET_SETTING_KEY } from "@ai-cost/domain";
import { FIRST_INSTANT, NOW } from "./clock";

/** Two people, each with the number of projects that they own. Both own the two largest projects. */
export const OWNERS = [
  { id: "owner-of-ten", projects: 10 },
  { id: "owner-of-fifty", projects: 50 },
] as const;
export type Owner = (typeof OWNERS)[number];

/**
 * Inserts projects with budgets, owners, ingest keys, prices and agent names. The table
 * `bench.project` gives each project a number, starting with 1.
 */
export async function insertProjects(sql: Sql, count: number): Promise<void> {
  await sql.unsafe(`
    create table bench.project (number bigint primary key, id uuid not null)`);
  await sql`
    insert into bench.project
    select number, bench.id_at(${FIRST_INSTANT.getTime()}::bigint, 'project', number)
    from generate_series(1, ${count}::bigint) as number`;
  await sql`
    insert into projects (id, name, created_at)
    select id, 'Project ' || lpad(number::text, 3, '0'), ${FIRST_INSTANT.toISOString()} from bench.project`;
  await sql`
    insert into billing_settings (project_id, key, value, updated_by, updated_at)
    select id, ${BUDGET_SETTING_KEY}, (100 * number)::text || '.00', 'bench', ${FIRST_INSTANT.toISOString()}
    from bench.project`;
  for (const owner of OWNERS) await insertOwner(sql, owner);
  await insertSettings(sql);
}

async function insertOwner(sql: Sql, { id, projects }: Owner): Promise<void> {
  await sql`
    insert into users (id, name, email, created_at, updated_at)
    values (${id}, ${id}, ${`${id}@example.com`}, ${FIRST_INSTANT.toISOString()}, ${FIRST_INSTANT.toISOString()})`;
  await sql`
    insert into memberships (project_id, user_id, role, created_at)
    select id, ${id}, 'owner', ${FIRST_INSTANT.toISOString()} from bench.project where number <= ${projects}`;
}

async function insertSettings(sql: Sql): Promise<void> {
  await sql`
    insert into ingest_keys (project_id, id, name, secret_hash, last_characters, created_by, created_at)
    select id, bench.id_at(${NOW.getTime()}::bigint, 'key', number * 10 + item), 'Key ' || item,
      md5(number || ' ' || item), '0000', 'bench', ${FIRST_INSTANT.toISOString()}
    from bench.project, generate_series(1, 3) as item`;
  await sql`
    insert into model_prices (project_id, model, input_micro_usd_per_million,
      output_micro_usd_per_million, updated_by, updated_at)
    select id, 'house-model-' || item, 3000000, 15000000, 'bench', ${FIRST_INSTANT.toISOString()}
    from bench.project, generate_series(1, 2) as item`;
  await sql`
    insert into agent_names (project_id, agent_name, agent_type, updated_by, updated_at)
    select id, 'Agent ' || item, 'research', 'bench', ${FIRST_INSTANT.toISOString()}
    from bench.project, generate_series(1, 5) as item`;
}
