import { testDatabase } from "@ai-cost/db/testing";
import { expect, test } from "vitest";
import { refuseUnsafeDatabase } from "./refuse-unsafe-database";

const { databaseUrl, sql } = testDatabase();

test("a server that can lose acknowledged writes is refused, unless the operator accepts that", async () => {
  const [setting] = await sql`select current_setting('full_page_writes') as is`;
  const refused = refuseUnsafeDatabase(databaseUrl, { allowsUnsafeDurability: false });
  // By default, the tests start a Postgres with this setting off. TEST_DATABASE_URL can name a server
  // with another value.
  if (setting?.is === "off")
    await expect(refused).rejects.toMatchObject({
      isRefusal: true,
      message: expect.stringMatching(/^The database may lose .*full_page_writes.*\.$/),
    });
  else await refused;
  await refuseUnsafeDatabase(databaseUrl, { allowsUnsafeDurability: true });
});
