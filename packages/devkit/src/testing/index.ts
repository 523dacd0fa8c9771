import {
  createDatabase,
  type Database,
  type DatabaseClient,
  type DatabaseOptions,
  openAsOperator,
  type TenantDatabase,
} from "@ai-cost/db";
import { afterAll, inject } from "vitest";
import { copyTemplate, dropDatabase } from "./databases";
import type {} from "./global-setup";

export { makeIngestKey, makeProject, type UsageStory, usageReport } from "./factories";
export {
  notOnOneShard,
  onTenants,
  type SentStatement,
  sentBy,
  statementsOf,
  withoutPins,
} from "./tenant-pins";

/** `db` and `sql` are a superuser's, whom no policy binds: to arrange things, and to look. */
export interface TestDatabase extends DatabaseClient {
  databaseUrl: string;
  /** For what is tested, as the application has it: what no gate has opened is not there. */
  app: DatabaseClient;
  /** A project's rows as a gate opens them. */
  tenantOf(projectId: string): TenantDatabase;
}

/**
 * Clients for the database that all suites share, closed after the suite. A suite keeps to projects
 * and users of its own making there.
 */
export function testDatabase(options?: Pick<DatabaseOptions, "maxConnections">): TestDatabase {
  const database = openBoth(inject("databaseUrl"), options);
  afterAll(database.close);
  return database;
}

/** A migrated database without a row for one suite alone, dropped after it. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const serverUrl = inject("databaseUrl");
  const databaseUrl = await copyTemplate(serverUrl, inject("templateDatabase"));
  const database = openBoth(databaseUrl);
  afterAll(async () => {
    await database.close();
    await dropDatabase(serverUrl, new URL(databaseUrl).pathname.slice(1));
  });
  return database;
}

function openBoth(databaseUrl: string, options: DatabaseOptions = {}): TestDatabase {
  const app = createDatabase(databaseUrl, options);
  const owner = createDatabase(databaseUrl, { ...options, asOwner: true });
  return {
    ...owner,
    databaseUrl,
    app,
    tenantOf: (projectId) => tenantOf(app.db, projectId),
    close: async () => void (await Promise.all([app.close(), owner.close()])),
  };
}

/** Opened anew for each transaction, so that a test may name a project before it makes it. */
function tenantOf(db: Database, projectId: string): TenantDatabase {
  const open = async () => {
    const [project] = await openAsOperator(db, projectId);
    if (!project) throw new Error(`there is no project ${projectId}`);
    return project.tenant;
  };
  return {
    projectIds: [projectId],
    read: async (work) => (await open()).read(work),
    write: async (work) => (await open()).write(work),
  };
}
