import {
  createDatabase,
  type Database,
  type DatabaseClient,
  type DatabaseOptions,
  openAsOperator,
  type TenantDatabase,
} from "../index";

/** `db` and `sql` are the owner's, here mostly a superuser: to arrange things, and to look. */
export interface TestDatabase extends DatabaseClient {
  databaseUrl: string;
  /** For what is tested, as the application has it: what no gate has opened is not there. */
  app: DatabaseClient;
  /** A project's rows as a gate opens them. */
  tenantOf(projectId: string): TenantDatabase;
}

export interface TestDatabaseOptions extends Pick<DatabaseOptions, "maxConnections"> {
  /** Whether the application may ask more than one machine at once, as for many projects it must. */
  fansOut?: boolean;
}

/** On Citus, and without meaning elsewhere: what asks more than one machine at once is refused. */
const ON_ONE_SHARD = { "citus.multi_task_query_log_level": "error" };
/** Tests break tables by triggers, of which the product has none. */
const BY_TRIGGERS = { "citus.enable_unsafe_triggers": "on" };

export function openTestDatabase(
  databaseUrl: string,
  { fansOut = false, ...options }: TestDatabaseOptions = {},
): TestDatabase {
  const appUrl = fansOut ? databaseUrl : withSettings(databaseUrl, ON_ONE_SHARD);
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

/** Opened anew for each transaction, so that a test may name a project before it makes it. */
function tenantOf(db: Database, projectId: string): TenantDatabase {
  const open = async () => {
    const [project] = await openAsOperator(db, projectId);
    if (!project) throw new Error(`there is no project ${projectId}`);
    return project.tenant;
  };
  return {
    projectIds: [projectId],
    pool: db,
    read: async (work) => (await open()).read(work),
    write: async (work) => (await open()).write(work),
    writeAtOnce: async (statement) => (await open()).writeAtOnce(statement),
  };
}
