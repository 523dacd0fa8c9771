import { createDatabase, type Sql } from "@ai-cost/db";
import { DuckDBInstance } from "@duckdb/node-api";
import type { BenchDatabase } from "../data/bench-database";
import { type Asked, askedOf } from "./asked";
import { columnar } from "./contenders/columnar";
import type { Contender } from "./contenders/contender";
import { langfuse } from "./contenders/langfuse";
import { liteLlmDaily } from "./contenders/litellm-daily";
import { liteLlmLogs } from "./contenders/litellm-logs";
import { PEERS } from "./contenders/names";
import { callerOf, procedures } from "./contenders/procedures";
import { statements } from "./contenders/statements";
import { threeTables } from "./contenders/three-tables";

/** All that answer from one database, on one connection for the product and one for its peers. */
export interface Contenders {
  product: Contender;
  statements: Contender;
  others: Contender[];
  /** The product's connection, as the application has it. */
  app: Sql;
  /** The peers' connection, which no policy binds. */
  owner: Sql;
  asked: Asked;
  /** The procedures, as the owner of ten projects calls them. */
  caller: ReturnType<typeof callerOf>;
  close(): Promise<void>;
}

export async function openContenders({
  url,
  columnarFile,
}: Pick<BenchDatabase, "url" | "columnarFile">): Promise<Contenders> {
  const app = createDatabase(url, { maxConnections: 1, applicationName: "bench" });
  const owner = createDatabase(url, { maxConnections: 1, asOwner: true, applicationName: "bench" });
  const asked = await askedOf(owner.sql);
  // A peer's plan is made for its values: one for all values takes some of them minutes.
  await owner.sql`set plan_cache_mode = force_custom_plan`;
  const instance = await DuckDBInstance.create(columnarFile, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const product = procedures(app.db, asked);
  return {
    product,
    statements: await statements(app.sql, product),
    others: [
      threeTables(PEERS.plainJoin, owner.sql, { schema: "public", isPinned: false }, asked),
      threeTables(PEERS.bestIndexes, owner.sql, { schema: "indexed", isPinned: true }, asked),
      liteLlmDaily(owner.sql, asked),
      liteLlmLogs(owner.sql, asked),
      langfuse(owner.sql, asked),
      columnar(connection, asked),
    ],
    app: app.sql,
    owner: owner.sql,
    asked,
    caller: callerOf(app.db),
    async close() {
      connection.closeSync();
      instance.closeSync();
      await Promise.all([app.close(), owner.close()]);
    },
  };
}
