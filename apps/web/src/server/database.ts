import "server-only";
import { createDatabase, type DatabaseClient, REQUEST_TIME_LIMITS } from "@ai-cost/db";
import { environment } from "@/env";
import { onLeave } from "./on-leave";

const shared: typeof globalThis & { aiCostDatabase?: DatabaseClient } = globalThis;

/** This process's one pool. On `globalThis`, because pages and routes are bundled apart. */
export function database(): DatabaseClient {
  shared.aiCostDatabase ??= openDatabase();
  return shared.aiCostDatabase;
}

function openDatabase(): DatabaseClient {
  const client = createDatabase(environment().databaseUrl, {
    applicationName: "ai-cost-web",
    timeLimits: REQUEST_TIME_LIMITS,
  });
  onLeave(client.close);
  return client;
}
