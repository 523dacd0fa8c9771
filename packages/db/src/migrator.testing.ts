// A process of its own that applies the migrations in the file given to it, until it is killed.
import { readFileSync } from "node:fs";
import { applyMigrations } from "./apply-migrations";
import { createDatabase } from "./client";

const [databaseUrl = "", file = ""] = process.argv.slice(2);
const { sql, close } = createDatabase(databaseUrl, { maxConnections: 2, asOwner: true });
await applyMigrations(sql, JSON.parse(readFileSync(file, "utf8")));
await close();
