import type { Database } from "@ai-cost/db";
import { type Context, createLimits, type Limits, unlimitedQueues } from "../index";

/** The limits of each database client, which are created once because each limit has a timer. */
const limitsByClient = new WeakMap<Database, Limits>();

function limitsOf(db: Database): Limits {
  const settings = { maxPendingInvitations: 20, maxMembers: 500, maxNewProjectsPerDay: 50 };
  const limits = limitsByClient.get(db) ?? createLimits(db, settings);
  limitsByClient.set(db, limits);
  return limits;
}

/** The parts of a context that neither its user nor its request determines. */
export const contextSettings = (
  db: Database,
): Pick<Context, "clientAddress" | "publicUrl" | "limits" | "mail" | "queues"> => ({
  clientAddress: "192.0.2.1",
  publicUrl: "https://cost.example.com",
  limits: limitsOf(db),
  mail: null,
  queues: unlimitedQueues(),
});
