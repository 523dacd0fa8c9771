// A process that distributes a database, and waits before one table inside its transaction until it is
// killed. Arguments: the address of the database, the table.
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
