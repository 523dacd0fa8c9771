import { canConfigureUsage, canReadAuditTrail, canSetBudget, type Role } from "@ai-cost/domain";
import { forbidden, projectNotFound, runNotFound, signedOut } from "./errors";
import { projectInput } from "./inputs";
import { findRun } from "./pipeline-runs/queries/find-run";
import { runInput } from "./pipeline-runs/schema";
import { findProject } from "./projects/queries/find-project";
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

/** Members of the project, which `ctx.project` is the proof of; NOT_FOUND otherwise. */
export const projectProcedure = userProcedure
  .input(projectInput)
  .use(async ({ ctx, input, next }) => {
    const project = await findProject(ctx.db, input.projectId, ctx.user.id);
    if (!project) throw projectNotFound();
    return next({ ctx: { project } });
  });

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
export const auditProcedure = roleProcedure(canReadAuditTrail, "read who changed what in it");

/** Members of the project that the run belongs to, with `ctx.run`; NOT_FOUND otherwise. */
export const runProcedure = projectProcedure.input(runInput).use(async ({ ctx, input, next }) => {
  const run = await findRun(ctx.db, ctx.project.id, input.runId);
  if (!run) throw runNotFound();
  return next({ ctx: { run } });
});
