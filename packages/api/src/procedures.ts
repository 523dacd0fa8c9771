import { openProject } from "@ai-cost/db";
import { canConfigureUsage, canReadAuditTrail, canSetBudget, type Role } from "@ai-cost/domain";
import { forbidden, projectNotFound, runNotFound, signedOut } from "./errors";
import { projectInput } from "./field-schemas";
import { findRun } from "./pipeline-runs/queries/find-run";
import { runInput } from "./pipeline-runs/schema";
import { ungatedProcedure } from "./trpc";

/**
 * The gates, each built on the one before, and checked in this order: session, project id,
 * membership, role or run, the rest of the input. So a signed-out caller learns nothing but
 * UNAUTHORIZED, and a stranger nothing but NOT_FOUND.
 */

/** Anyone who is signed in; UNAUTHORIZED otherwise. */
export const userProcedure = ungatedProcedure.use(({ ctx, next }) => {
  if (!ctx.user) throw signedOut();
  return next({ ctx: { user: ctx.user } });
});

/** Members of the project, with `ctx.project` and in `ctx.db` its rows alone; NOT_FOUND otherwise. */
export const projectProcedure = userProcedure
  .input(projectInput)
  .use(async ({ ctx, input, next }) => {
    const opened = await openProject(ctx.db, { projectId: input.projectId, userId: ctx.user.id });
    if (!opened) throw projectNotFound();
    return next({ ctx: { project: opened.project, db: opened.tenant } });
  });

/** A question of a member: all that it reads is one snapshot, `ctx.db`, in which nothing is written. */
export const projectQuery = projectProcedure.use(({ ctx, next }) =>
  ctx.db.read((tx) => next({ ctx: { db: tx } })),
);

/** Those of the project whose role `mayDo` it; FORBIDDEN for its others, saying `what` is not theirs. */
const roleProcedure = (mayDo: (role: Role) => boolean, what: string) =>
  projectProcedure.use(({ ctx, next }) => {
    if (!mayDo(ctx.project.role))
      throw forbidden(`Only an owner or an admin of this project can ${what}.`);
    return next();
  });
export const budgetProcedure = roleProcedure(canSetBudget, "set or clear its budget");
export const ingestKeyProcedure = roleProcedure(canConfigureUsage, "make or revoke its keys");
export const modelPriceProcedure = roleProcedure(canConfigureUsage, "set or remove its prices");
export const agentNameProcedure = roleProcedure(
  canConfigureUsage,
  "say what its agents' names stand for",
);

/** A question of an owner or an admin about what was changed; FORBIDDEN for members. */
export const auditQuery = roleProcedure(canReadAuditTrail, "read who changed what in it").use(
  ({ ctx, next }) => ctx.db.read((tx) => next({ ctx: { db: tx } })),
);

/** A question of a member about a run of the project, with `ctx.run`; NOT_FOUND otherwise. */
export const runQuery = projectQuery.input(runInput).use(async ({ ctx, input, next }) => {
  const run = await findRun(ctx.db, ctx.project.id, input.runId);
  if (!run) throw runNotFound();
  return next({ ctx: { run } });
});
