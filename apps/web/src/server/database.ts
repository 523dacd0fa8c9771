import "server-only";
import { createDatabase, type DatabaseClient } from "@ai-cost/db";
import { environment } from "@/env";

const shared: typeof globalThis & { aiCostDatabase?: DatabaseClient } = globalThis;

/** This process's one pool. On `globalThis`, because pages and routes are bundled apart. */
export function database(): DatabaseClient {
  shared.aiCostDatabase ??= createDatabase(environment().databaseUrl, {
    applicationName: "ai-cost-web",
  });
  return shared.aiCostDatabase;
}
