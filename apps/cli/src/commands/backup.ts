import { backUp } from "../backup/back-up";
import { fileArgument } from "./file-argument";
import { withOwnersDatabase } from "./with-owners-database";

/** `npm run backup -- FILE`; answers 0 when the file is whole and in its place. */
export function run(argv: string[]): Promise<number> {
  const file = fileArgument(argv, "backup");
  return withOwnersDatabase(async ({ databaseUrl, stdout, clock }, progress) => {
    const rows = await backUp({ databaseUrl, file, now: clock(), progress });
    stdout.write(`Backed up ${rows.toLocaleString("en-US")} rows to ${file}\n`);
    return 0;
  });
}
