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
    writeAtOnce: async (statement) => (await open()).writeAtOnce(statement),
  };
}
