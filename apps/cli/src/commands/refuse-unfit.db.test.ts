import { testDatabase } from "@ai-cost/db/testing";
import { expect, test } from "vitest";
import { refuseUnfit } from "./refuse-unfit";

const { databaseUrl, sql } = testDatabase();

test("a server that may lose what it acknowledged is refused in a sentence, unless that is accepted", async () => {
  const [setting] = await sql`select current_setting('full_page_writes') as is`;
  const refused = refuseUnfit(databaseUrl, { allowsUnsafeDurability: false });
  // The tests' own server runs so; one that somebody brings may not.
  if (setting?.is === "off")
    await expect(refused).rejects.toMatchObject({
      isRefusal: true,
      message: expect.stringMatching(/^The database may lose .*full_page_writes.*\.$/),
    });
  else await refused;
  await refuseUnfit(databaseUrl, { allowsUnsafeDurability: true });
});
