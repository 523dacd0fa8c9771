import type { Database, Executor, TenantDatabase } from "@ai-cost/db";

/** The person who is signed in. */
export interface SessionUser {
  id: string;
  /** Lower case. */
  email: string;
  name: string;
}

/** Messages for the operator. The caller never sees them. */
export interface Log {
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

/** The context of a request. Procedures take the time and the user from here only. */
export interface Context {
  /** Shows no row of a project until an access check has opened the project. */
  db: Database;
  /** Null when nobody is signed in. */
  user: SessionUser | null;
  /** The time of the request. */
  now: Date;
  /** Identifies the request in the log and in the response to an unexpected error. */
  requestId: string;
  log: Log;
}

/** The context of a read: `db` is one read-only snapshot of the project's rows. */
export interface ReadContext extends Omit<Context, "db"> {
  db: Executor;
}

/** The context of a change by a member of the project: `db` gives access to its rows only. */
export interface ProjectContext extends Omit<Context, "db"> {
  db: TenantDatabase;
  user: SessionUser;
  project: { id: string };
}
