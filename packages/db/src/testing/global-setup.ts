import type { TestProject } from "vitest/node";
import { copyTemplate, createTemplate, dropAbandonedDatabases, dropDatabase } from "./databases";
import { acquireTestServer } from "./test-server";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database that all test files of a run share. It is empty at first. */
    databaseUrl: string;
    /** The database that `emptyDatabase` copies. */
    templateDatabase: string;
  }
}

/** Provides one server and one migrated database for the whole run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await acquireTestServer();
  await dropAbandonedDatabases(server.url);
  const template = await createTemplate(server.url);
  const databaseUrl = await copyTemplate(server.url, template);
  project.provide("databaseUrl", databaseUrl);
  project.provide("templateDatabase", template);
  return async () => {
    for (const name of [new URL(databaseUrl).pathname.slice(1), template]) {
      await dropDatabase(server.url, name);
    }
    await server.release();
  };
}
