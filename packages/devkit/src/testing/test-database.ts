import {
  createDatabase,
  type Database,
  type DatabaseClient,
  type DatabaseOptions,
  openAsOperator,
  type TenantDatabase,
} from "@ai-cost/db";

/** `db` and `sql` are the owner's, here mostly a superuser: to arrange things, and to look. */
export interface TestDatabase extends DatabaseClient {
  databaseUrl: string;
  /** For what is tested, as the application has it: what no gate has opened is not there. */
  app: DatabaseClient;
  /** A project's rows as a gate opens them. */
  tenantOf(projectId: string): TenantDatabase;
}

export type TestDatabaseOptions = Pick<DatabaseOptions, "maxConnections">;

export function openTestDatabase(databaseUrl: string, options?: TestDatabaseOptions): TestDatabase {
  const app = createDatabase(onOneShard(databaseUrl), options);
  const owner = createDatabase(databaseUrl, { ...options, asOwner: true });
  return {
    ...owner,
    databaseUrl,
    app,
    tenantOf: (projectId) => tenantOf(app.db, projectId),
    close: async () => void (await Promise.all([app.close(), owner.close()])),
  };
}

/** Citus then refuses a statement that asks more than one machine; elsewhere it is a name without meaning. */
function onOneShard(databaseUrl: string): string {
  const address = new URL(databaseUrl);
  address.searchParams.set("citus.multi_task_query_log_level", "error");
  return address.href;
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
