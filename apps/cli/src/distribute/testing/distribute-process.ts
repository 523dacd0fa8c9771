// This program distributes a database. Inside its transaction, it stops before one table and waits until
// it is killed. Its arguments are the URL of the database and the name of the table.
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
