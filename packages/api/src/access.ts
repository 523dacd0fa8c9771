import { openProject } from "@ai-cost/db";
import { canConfigureUsage, canReadAuditTrail, canSetBudget, type Role } from "@ai-cost/domain";
import { forbidden, projectNotFound, runNotFound, signedOut } from "./errors";
import { projectInput } from "./field-schemas";
import { findRun } from "./pipeline-runs/queries/find-run";
import { runInput } from "./pipeline-runs/schema";
import { publicProcedure } from "./trpc";

/**
 * The access checks. Each builds on the one before, and they run in this order: session, project id,
 * membership, role or run, the rest of the input. Someone who is not signed in therefore learns nothing
 * but UNAUTHORIZED, and someone who is not a member of the project nothing but NOT_FOUND.
 */

/** For everyone who is signed in; UNAUTHORIZED otherwise. */
export const userProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.user) throw signedOut();
  return next({ ctx: { user: ctx.user } });
});

/** For members of the project. `ctx.db` gives access to the rows of this project only. NOT_FOUND otherwise. */
export const projectProcedure = userProcedure
  .input(projectInput)
  .use(async ({ ctx, input, next }) => {
    const opened = await openProject(ctx.db, { projectId: input.projectId, userId: ctx.user.id });
    if (!opened) throw projectNotFound();
    return next({ ctx: { project: opened.project, db: opened.tenant } });
  });

/** Reads of a member. `ctx.db` is one read-only snapshot, so everything that is read is of one moment. */
export const projectQuery = projectProcedure.use(({ ctx, next }) =>
  ctx.db.read((tx) => next({ ctx: { db: tx } })),
);

/** For members whose role is allowed to; FORBIDDEN for others, with a message that names the `action`. */
const roleProcedure = (isAllowed: (role: Role) => boolean, action: string) =>
  projectProcedure.use(({ ctx, next }) => {
    if (!isAllowed(ctx.project.role))
      throw forbidden(`Only an owner or an admin of this project can ${action}.`);
    return next();
  });
export const budgetProcedure = roleProcedure(canSetBudget, "set or clear its budget");
export const ingestKeyProcedure = roleProcedure(canConfigureUsage, "create or revoke its keys");
export const modelPriceProcedure = roleProcedure(canConfigureUsage, "set or remove its prices");
export const agentNameProcedure = roleProcedure(
  canConfigureUsage,
  "map its agents' names to agent types",
);

/** Reads of the audit trail; FORBIDDEN for members. */
export const auditQuery = roleProcedure(canReadAuditTrail, "read its audit trail").use(
  ({ ctx, next }) => ctx.db.read((tx) => next({ ctx: { db: tx } })),
);

/** Reads of a pipeline run, with `ctx.run`; NOT_FOUND when it is not a run of the project. */
export const runQuery = projectQuery.input(runInput).use(async ({ ctx, input, next }) => {
  const run = await findRun(ctx.db, ctx.project.id, input.runId);
  if (!run) throw runNotFound();
  return next({ ctx: { run } });
});
