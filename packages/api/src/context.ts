import type { Database, Executor, TenantDatabase } from "@ai-cost/db";
import type { AlertDelivery, Mailer } from "@ai-cost/notifications";
import type { QueryQueues } from "./limit-queries";
import type { Limits } from "./limits";

/** The person who is signed in. */
export interface SessionUser {
  id: string;
  /** The email address in lower case. */
  email: string;
  name: string;
  /** The id of the session of the request. It is not the session's secret. */
  sessionId: string;
}

/** The operator's log. Callers never see its messages. */
export interface Log {
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

/** The context of a request. It is the only source of the time and the user in a procedure. */
export interface Context {
  /** The database connection. It returns no row of a project until an access check has opened the project. */
  db: Database;
  /** The signed-in user; null when nobody is signed in. */
  user: SessionUser | null;
  /** The time of the request. */
  now: Date;
  /** Identifies the request in the log and in the response to an unexpected error. */
  requestId: string;
  log: Log;
  /** In which each person and each project waits for its turn. */
  queues: QueryQueues;
  /** Sends e-mail; null if no mail server is configured. */
  mail: Mailer | null;
  /** Keeps the secrets of channels, and delivers the messages of projects. */
  alerts: AlertDelivery;
  /** The source address of the client, by which attempts are counted. */
  clientAddress: string;
  /** The URL at which people open the app, without a slash at the end. */
  publicUrl: string;
  limits: Limits;
}

/** The context of a read: `db` is one read-only snapshot of the project's rows. */
export interface ReadContext extends Omit<Context, "db"> {
  db: Executor;
}

/** The context of a change by a member of the project: `db` gives access to this project's rows only. */
export interface ProjectContext extends Omit<Context, "db"> {
  db: TenantDatabase;
  user: SessionUser;
  project: { id: string; name: string };
}
