// A process of its own that distributes the database given to it, and stops before the table that it
// is also given, inside its transaction, until it is killed.
import { distribute } from "@ai-cost/db";

const [ownerUrl = "", waitsAt = ""] = process.argv.slice(2);
await distribute({
  ownerUrl,
  login: "postgres",
  onTable: async (table, _rows, move) => {
    if (table !== waitsAt) return move();
    process.stdout.write(`${table}\n`);
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  },
});
