import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";

const FOLDERS = ["packages/bench/src/data", "drizzle"];

/** A hash of all code that determines the tables and rows of the benchmark's databases. */
export function generatorHash(): string {
  const hash = createHash("sha256");
  for (const folder of FOLDERS)
    for (const file of readdirSync(join(CHECKOUT, folder), { recursive: true }).map(String).sort())
      if (/\.(ts|sql)$/.test(file) && !file.endsWith(".test.ts"))
        hash.update(`\0${file}\0`).update(readFileSync(join(CHECKOUT, folder, file)));
  return hash.digest("hex").slice(0, 16);
}
