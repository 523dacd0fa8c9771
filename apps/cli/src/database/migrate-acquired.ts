import type { Progress } from "@ai-cost/command";
import { migrate } from "@ai-cost/db";
import { backfillLedger } from "@ai-cost/pricing";

/**
 * Brings the database at `url` to the current schema, and completes the ledger's rows that earlier
 * versions wrote. It connects as the owner in MIGRATION_DATABASE_URL
 * if the operator set both that variable and DATABASE_URL, and otherwise as the user in `url`.
 */
export async function migrateAcquired(
  url: string,
  environment: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<void> {
  const ownerUrl = environment.DATABASE_URL && environment.MIGRATION_DATABASE_URL;
  if (ownerUrl) await migrate(ownerUrl, decodeURIComponent(new URL(url).username));
  else await migrate(url);
  await backfillLedger(ownerUrl || url, (done, total) =>
    progress.update(
      () =>
        `Completing the ledger's earlier rows: ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`,
    ),
  );
  progress.clear();
}
