// Applies the migrations of a JSON file in a separate process, which the test kills.
import { readFileSync } from "node:fs";
import { createDatabase } from "../connection/client";
import { applyMigrations } from "./apply-migrations";

const [databaseUrl = "", file = ""] = process.argv.slice(2);
const { sql, close } = createDatabase(databaseUrl, { maxConnections: 2, asOwner: true });
await applyMigrations(sql, JSON.parse(readFileSync(file, "utf8")));
await close();
