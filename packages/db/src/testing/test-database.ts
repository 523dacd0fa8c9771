import {
  createDatabase,
  type Database,
  type DatabaseClient,
  type DatabaseOptions,
  openAsOperator,
  type TenantDatabase,
} from "../index";

/** `db` and `sql` belong to the owner, usually a superuser. Use them to prepare rows and to check them. */
export interface TestDatabase extends DatabaseClient {
  databaseUrl: string;
  /** The application's own client, for the code under test. It sees no row of a project that is not opened. */
  app: DatabaseClient;
  /** Opens a project's rows as the application does. */
  tenantOf(projectId: string): TenantDatabase;
}

export interface TestDatabaseOptions extends Pick<DatabaseOptions, "maxConnections"> {
  /**
   * Whether one statement of the application may query several machines. A statement for many projects
   * needs this.
   */
  multiShard?: boolean;
}

/** Makes Citus refuse a statement that queries several machines. Plain Postgres ignores the setting. */
const ON_ONE_SHARD = { "citus.multi_task_query_log_level": "error" };
/** Lets a test create a trigger that breaks a table. The product itself has no triggers. */
const BY_TRIGGERS = { "citus.enable_unsafe_triggers": "on" };

export function openTestDatabase(
  databaseUrl: string,
  { multiShard = false, ...options }: TestDatabaseOptions = {},
): TestDatabase {
  const appUrl = multiShard ? databaseUrl : withSettings(databaseUrl, ON_ONE_SHARD);
  const app = createDatabase(appUrl, options);
  const owner = createDatabase(withSettings(databaseUrl, BY_TRIGGERS), {
    ...options,
    asOwner: true,
  });
  return {
    ...owner,
    databaseUrl,
    app,
    tenantOf: (projectId) => tenantOf(app.db, projectId),
    close: async () => void (await Promise.all([app.close(), owner.close()])),
  };
}

function withSettings(databaseUrl: string, settings: Record<string, string>): string {
  const address = new URL(databaseUrl);
  for (const [name, value] of Object.entries(settings)) address.searchParams.set(name, value);
  return address.href;
}

/** Opens the project for each transaction, so that a test may call this before it creates the project. */
function tenantOf(db: Database, projectId: string): TenantDatabase {
  const open = async () => {
    const [project] = await openAsOperator(db, projectId);
    if (!project) throw new Error(`There is no project ${projectId}.`);
    return project.tenant;
  };
  return {
    projectIds: [projectId],
    pool: db,
    read: async (work) => (await open()).read(work),
    write: async (work, lock) => (await open()).write(work, lock),
    writeAtOnce: async (statement, lock) => (await open()).writeAtOnce(statement, lock),
  };
}
