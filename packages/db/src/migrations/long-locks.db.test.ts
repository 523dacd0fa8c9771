import { beforeEach, describe, expect, test } from "vitest";
import { unmigratedDatabase } from "../testing/index";
import { applyMigrations } from "./apply-migrations";
import { concurrentIndexOf } from "./concurrent-index";
import { findLongLocks } from "./long-locks.testing";
import { MIGRATIONS_FOLDER, readMigrations } from "./migration-files";

const MIGRATIONS = readMigrations(MIGRATIONS_FOLDER);

let own: Awaited<ReturnType<typeof unmigratedDatabase>>;
beforeEach(async () => {
  own = await unmigratedDatabase();
});

const IN_A_TRANSACTION = MIGRATIONS.filter((migration) => !concurrentIndexOf(migration));

test.each(IN_A_TRANSACTION)(
  "$tag scans no table while it blocks its writers",
  async (migration) => {
    await applyMigrations(own.sql, MIGRATIONS.slice(0, MIGRATIONS.indexOf(migration)));
    expect(await findLongLocks(own.sql, migration.statements)).toEqual([]);
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
  ["a NOT NULL", `alter table agent_jobs alter agent_name set not null`],
  ["a change of type", `alter table credit_transactions alter input_tokens type numeric`],
  [
    "a volatile default",
    `alter table pipeline_runs add column token uuid default gen_random_uuid()`,
  ],
  ["a backfill", `update credit_transactions set source = 'import' where source is null`],
] as const;

const SHORT = [
  ["a column", `alter table credit_transactions add column region text`],
  ["a column with a constant default", `alter table agent_jobs add column tries int default 0`],
  [
    "a check that is not yet validated",
    `alter table credit_transactions add constraint named check (model <> '') not valid`,
  ],
  [
    "a foreign key that is not yet validated",
    `alter table credit_transactions add foreign key (project_id, agent_job_id) references agent_jobs not valid`,
  ],
  [
    "a wider type with the same stored bytes",
    `alter table agent_jobs alter agent_name type varchar`,
  ],
  [
    "an index on a table that the migration creates",
    `create table palette (colour text); insert into palette values ('red'); create index on palette (colour)`,
  ],
] as const;

describe("a migration of a table with rows", () => {
  test.each(LONG)("must not contain %s", async (_, statement) => {
    await applyMigrations(own.sql, MIGRATIONS);
    const [problem] = await findLongLocks(own.sql, [statement]);
    expect(problem).toMatch(/^.* scans all of \w+ while it blocks writers: build an index/);
  });

  test.each(SHORT)("may contain %s", async (_, statement) => {
    await applyMigrations(own.sql, MIGRATIONS);
    expect(await findLongLocks(own.sql, [statement])).toEqual([]);
  });

  test("may validate a constraint later, while others write", async () => {
    await applyMigrations(own.sql, MIGRATIONS);
    await own.sql`alter table agent_jobs add constraint named check (agent_name <> '') not valid`;
    const validating = ["alter table agent_jobs validate constraint named"];
    expect(await findLongLocks(own.sql, validating)).toEqual([]);
  });
});
