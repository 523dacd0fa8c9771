import { restore } from "../backup/restore";
import { fileArgument } from "./file-argument";
import { withOwnersDatabase } from "./with-owners-database";

/** `npm run restore -- FILE`; answers 0 when all rows are there and every number agrees with the ledger. */
export function run(argv: string[]): Promise<number> {
  const file = fileArgument(argv, "restore");
  return withOwnersDatabase(async ({ databaseUrl, stdout }, progress) => {
    const { rows, takenAt, differing } = await restore({ databaseUrl, file, progress });
    stdout.write(`Restored ${rows.toLocaleString("en-US")} rows of ${takenAt}; `);
    if (differing.length === 0) {
      stdout.write("every number agrees with the ledger.\n");
      return 0;
    }
    stdout.write(
      `numbers of ${differing.join(", ")} differ from the ledger: npm run ledger -- reconcile lists them, and rebuild mends them.\n`,
    );
    return 1;
  });
}
