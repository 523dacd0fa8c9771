import type { Progress } from "@ai-cost/command";
import { distribute } from "@ai-cost/db";
import { Refusal } from "@ai-cost/domain";
import { withOwnersDatabase } from "./with-owners-database";

/** `npm run distribute`; answers 0 when every table is on the machines of its cluster. */
export async function run(argv: string[]): Promise<number> {
  if (argv.length > 0) throw new Refusal("Usage: npm run distribute");
  return withOwnersDatabase(async ({ databaseUrl, stdout }, progress) => {
    const { username } = new URL(process.env.DATABASE_URL || databaseUrl);
    const login = decodeURIComponent(username);
    await distribute({ ownerUrl: databaseUrl, login, onTable: saying(progress) });
    stdout.write("Every project's rows lie on one machine of the cluster.\n");
    return 0;
  });
}

const saying =
  ({ say, step }: Progress) =>
  async (table: string, rows: bigint, move: () => Promise<void>) => {
    say(`${table}: ${rows.toLocaleString("en-US")} rows`);
    await step(`Distributing ${table}`, move);
  };
