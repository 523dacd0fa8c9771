import { createDatabase, findUnsafeSettings } from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";

/** Throws a Refusal with the reason if the application must not use this database. */
export async function refuseUnsafeDatabase(
  databaseUrl: string,
  settings: { allowsUnsafeDurability: boolean },
): Promise<void> {
  const client = createDatabase(databaseUrl, { maxConnections: 1 });
  try {
    const reasons = await findUnsafeSettings(client, settings);
    if (reasons.length > 0) throw new Refusal(reasons.join("\n"));
  } finally {
    await client.close();
  }
}
