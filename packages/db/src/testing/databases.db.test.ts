import { expect, test } from "vitest";
import { emptyDatabase, testDatabase } from "./index";

const shared = testDatabase();

test("the shared database is migrated", async () => {
  const [row] = await shared.sql`select to_regclass('projects') is not null as is_there`;
  expect(row?.is_there).toBe(true);
});

test("an empty database is another one, migrated and without a row", async () => {
  const own = await emptyDatabase();
  expect(own.databaseUrl).not.toBe(shared.databaseUrl);
  const [row] = await own.sql`select count(*)::int as projects from projects`;
  expect(row?.projects).toBe(0);
});

test("times of day come from UTC on the server and from the odd zone here", async () => {
  const [row] = await shared.sql`select current_setting('TimeZone') as zone`;
  expect(row?.zone).toBe("UTC");
  expect(new Date().getTimezoneOffset() % 60).not.toBe(0);
});
