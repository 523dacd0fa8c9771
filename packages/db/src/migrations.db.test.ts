import { beforeEach, describe, expect, test } from "vitest";
import { applyMigrations } from "./apply-migrations";
import { concurrentIndexOf } from "./concurrent-index";
import { longLocksOf } from "./long-locks.testing";
import { MIGRATIONS_FOLDER, readMigrations } from "./migrations";
import { unmigratedDatabase } from "./testing/index";

const MIGRATIONS = readMigrations(MIGRATIONS_FOLDER);

let own: Awaited<ReturnType<typeof unmigratedDatabase>>;
beforeEach(async () => {
  own = await unmigratedDatabase();
});

const IN_A_TRANSACTION = MIGRATIONS.filter((migration) => !concurrentIndexOf(migration));

test.each(IN_A_TRANSACTION)(
  "$tag goes through no full table while others wait",
  async (migration) => {
    await applyMigrations(own.sql, MIGRATIONS.slice(0, MIGRATIONS.indexOf(migration)));
    expect(await longLocksOf(own.sql, migration.statements)).toEqual([]);
  },
);

const LONG = [
  ["an index", `create index on credit_transactions (project_id, model)`],
  ["a unique constraint", `alter table agent_jobs add unique (project_id, agent_type, id)`],
  ["a check", `alter table credit_transactions add check (model <> '')`],
  [
    "a foreign key",
    `alter table credit_transactions add foreign key (project_id, agent_job_id) references agent_jobs`,
  ],
  ["a column that may no longer be null", `alter table agent_jobs alter agent_name set not null`],
  ["another type", `alter table credit_transactions alter input_tokens type numeric`],
  [
    "a volatile default",
    `alter table pipeline_runs add column token uuid default gen_random_uuid()`,
  ],
  ["a backfill", `update credit_transactions set source = 'import' where source is null`],
] as const;

const SHORT = [
  ["a column", `alter table credit_transactions add column region text`],
  ["a default that is the same for all", `alter table agent_jobs add column tries int default 0`],
  [
    "a check that is not validated yet",
    `alter table credit_transactions add constraint named check (model <> '') not valid`,
  ],
  [
    "a foreign key that is not validated yet",
    `alter table credit_transactions add foreign key (project_id, agent_job_id) references agent_jobs not valid`,
  ],
  ["a wider type of the same bytes", `alter table agent_jobs alter agent_name type varchar`],
  [
    "an index of a table that it makes",
    `create table palette (colour text); insert into palette values ('red'); create index on palette (colour)`,
  ],
] as const;

describe("what a migration may not do to a table with rows, and what it may", () => {
  test.each(LONG)("%s", async (_, statement) => {
    await applyMigrations(own.sql, MIGRATIONS);
    const [problem] = await longLocksOf(own.sql, [statement]);
    expect(problem).toMatch(/^.* goes through all of \w+ while others wait for it: make an index/);
  });

  test.each(SHORT)("%s", async (_, statement) => {
    await applyMigrations(own.sql, MIGRATIONS);
    expect(await longLocksOf(own.sql, [statement])).toEqual([]);
  });

  test("a constraint may be validated later, while others write", async () => {
    await applyMigrations(own.sql, MIGRATIONS);
    await own.sql`alter table agent_jobs add constraint named check (agent_name <> '') not valid`;
    const validating = ["alter table agent_jobs validate constraint named"];
    expect(await longLocksOf(own.sql, validating)).toEqual([]);
  });
});
