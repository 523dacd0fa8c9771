import type { Database, Executor, TenantDatabase } from "@ai-cost/db";

/** The person who is signed in. */
export interface SessionUser {
  id: string;
  /** Lower case. */
  email: string;
  name: string;
}

/** Where a procedure says what an operator should know. Never shown to the caller. */
export interface Log {
  warn(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

/** What every procedure gets: nothing else reads the clock or knows who asks. */
export interface Context {
  /** For the gates: without one of theirs no row of a project is visible on it. */
  db: Database;
  /** Null when nobody is signed in. */
  user: SessionUser | null;
  /** The moment of the request: the only clock of rules and queries. */
  now: Date;
  /** Names the request in the log and in the answer to an unexpected error. */
  requestId: string;
  log: Log;
}

/** Of a question, with the snapshot that answers it. */
export interface ReadContext extends Omit<Context, "db"> {
  db: Executor;
}

/** Of a signed-in person in a project that is proved to be theirs, with its rows. */
export interface ProjectContext extends Omit<Context, "db"> {
  db: TenantDatabase;
  user: SessionUser;
  project: { id: string };
}

/** Builds a request's context; the session has been looked up by the caller. */
export const createContext = (context: Context): Context => context;
