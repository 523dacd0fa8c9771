import { expect, test } from "vitest";
import { emptyDatabase, testDatabase } from "./index";

const shared = testDatabase();

test("the shared database is migrated", async () => {
  const [row] = await shared.sql`select to_regclass('projects') is not null as is_there`;
  expect(row?.is_there).toBe(true);
});

test("emptyDatabase gives another database, migrated and without rows", async () => {
  const own = await emptyDatabase();
  expect(own.databaseUrl).not.toBe(shared.databaseUrl);
  const [row] = await own.sql`select count(*)::int as projects from projects`;
  expect(row?.projects).toBe(0);
});

test("the server's time zone is UTC and the test process's is not a whole hour from it", async () => {
  const [row] = await shared.sql`select current_setting('TimeZone') as zone`;
  expect(row?.zone).toBe("UTC");
  expect(new Date().getTimezoneOffset() % 60).not.toBe(0);
});
