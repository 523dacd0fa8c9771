import { createCaller, type SessionUser } from "@ai-cost/api";
import type { Database } from "@ai-cost/db";

/** Calls a procedure by its path, in this process. */
export type Caller = (path: string, input: unknown) => Promise<unknown>;

/** The procedures as that person calls them, without a server. */
export function callerOf(db: Database, { id, email, name }: SessionUser, now: Date): Caller {
  const log = { warn: () => {}, error: () => {} };
  const user = { id, email, name };
  const routers = createCaller({ db, user, now, requestId: "here", log }) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  return async (path, input) => {
    const [router = "", procedure = ""] = path.split(".");
    return routers[router]?.[procedure]?.(input);
  };
}
