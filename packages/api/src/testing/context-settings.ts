import type { Database } from "@ai-cost/db";
import { alertDelivery } from "@ai-cost/notifications";
import { type Context, createLimits, type Limits, unlimitedQueues } from "../index";

/** The secret with which the channels of the tests are encrypted. */
export const AUTH_SECRET = "a secret of the tests that is long enough";

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
): Pick<Context, "alerts" | "clientAddress" | "publicUrl" | "limits" | "mail" | "queues"> => ({
  clientAddress: "192.0.2.1",
  publicUrl: "https://cost.example.com",
  limits: limitsOf(db),
  mail: null,
  alerts: alertDelivery({
    secret: AUTH_SECRET,
    sendsMail: false,
    allowPrivate: true,
    wake: () => {},
  }),
  queues: unlimitedQueues(),
});
