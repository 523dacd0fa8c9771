import { expect, test } from "vitest";
import { unmigratedDatabase } from "../testing/index";
import { distribute } from "./distribute";

test("a database without Citus is refused with a sentence before anything is created in it", async () => {
  const { databaseUrl, sql } = await unmigratedDatabase();
  const distributing = distribute({
    ownerUrl: databaseUrl,
    login: "postgres",
    onTable: (_table, _rows, move) => move(),
  });
  await expect(distributing).rejects.toMatchObject({
    isRefusal: true,
    message: expect.stringContaining("CREATE EXTENSION citus"),
  });
  expect(await sql`select from pg_tables where schemaname in ('public', 'drizzle')`).toEqual([]);
});
