import { expect, test } from "vitest";
import { testDatabase } from "../testing/index";
import { COORDINATOR_TABLES, SHARDED_TABLES } from "./placement";

const { sql } = testDatabase();

test("every table with a project_id is distributed, except those that say who may open a project", async () => {
  const found = await sql<{ name: string }[]>`
    select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid
    where attname = 'project_id' and relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
    order by name`;
  expect(COORDINATOR_TABLES).toEqual(["memberships", "invitations"]);
  expect([...SHARDED_TABLES, ...COORDINATOR_TABLES].toSorted()).toEqual(
    found.map(({ name }) => name),
  );
});
