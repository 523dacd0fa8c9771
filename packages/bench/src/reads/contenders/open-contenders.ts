import { createDatabase, type Sql } from "@ai-cost/db";
import { DuckDBInstance } from "@duckdb/node-api";
import type { BenchDatabase } from "../../data/bench-database";
import { type QueryParameters, readQueryParameters } from "../queries/query-parameters";
import { columnar } from "./columnar";
import type { Contender } from "./contender";
import { langfuse } from "./langfuse";
import { liteLlmDaily } from "./litellm-daily";
import { liteLlmLogs } from "./litellm-logs";
import { PEERS } from "./names";
import { callerOf, procedures } from "./procedures";
import { statements } from "./statements";
import { threeTables } from "./three-tables";

/**
 * All contenders on one database. The application has its own connection, and the other Postgres
 * contenders share a second one.
 */
export interface Contenders {
  product: Contender;
  statements: Contender;
  others: Contender[];
  /** The application's connection. It has the role and the kind of plans of the server's connections. */
  app: Sql;
  /**
   * The connection of the other contenders. Its role owns the tables, so row-level security does
   * not apply to it.
   */
  owner: Sql;
  parameters: QueryParameters;
  /** Calls the procedures as the person who owns ten projects. */
  caller: ReturnType<typeof callerOf>;
  close(): Promise<void>;
}

export async function openContenders({
  url,
  columnarFile,
}: Pick<BenchDatabase, "url" | "columnarFile">): Promise<Contenders> {
  const app = createDatabase(url, {
    maxConnections: 1,
    applicationName: "bench",
    readsByIndex: true,
  });
  const owner = createDatabase(url, { maxConnections: 1, asOwner: true, applicationName: "bench" });
  const parameters = await readQueryParameters(owner.sql);
  // Postgres plans each statement for its actual values. With a generic plan, some statements of
  // the other contenders take minutes.
  await owner.sql`set plan_cache_mode = force_custom_plan`;
  const instance = await DuckDBInstance.create(columnarFile, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const product = procedures(app.db, parameters);
  return {
    product,
    statements: await statements(app.sql, product),
    others: [
      threeTables(
        PEERS.plainJoin,
        owner.sql,
        { schema: "public", filtersEveryTable: false },
        parameters,
      ),
      threeTables(
        PEERS.bestIndexes,
        owner.sql,
        { schema: "indexed", filtersEveryTable: true },
        parameters,
      ),
      liteLlmDaily(owner.sql, parameters),
      liteLlmLogs(owner.sql, parameters),
      langfuse(owner.sql, parameters),
      columnar(connection, parameters),
    ],
    app: app.sql,
    owner: owner.sql,
    parameters,
    caller: callerOf(app.db),
    async close() {
      connection.closeSync();
      instance.closeSync();
      await Promise.all([app.close(), owner.close()]);
    },
  };
}
