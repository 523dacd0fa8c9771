import { openProject } from "@ai-cost/db";
import { canConfigureUsage, canReadAuditTrail, canSetBudget, type Role } from "@ai-cost/domain";
import { forbidden, projectNotFound, runNotFound, signedOut } from "./errors";
import { projectInput } from "./field-schemas";
import { asPerson, asReader } from "./limit-queries";
import { findRun } from "./pipeline-runs/queries/find-run";
import { runInput } from "./pipeline-runs/schema";
import { publicProcedure } from "./trpc";

/**
 * The access checks, in the order in which they run: session, project id, membership, role or run, the
 * rest of the input. Someone who is not signed in therefore gets only UNAUTHORIZED, and a signed-in user
 * who is not a member of the project gets only NOT_FOUND.
 */

/** The base procedure for every signed-in user, who waits for their turn. Throws UNAUTHORIZED without a session. */
const signedInProcedure = publicProcedure.use(({ ctx, next }) => {
  const { user, queues } = ctx;
  if (!user) throw signedOut();
  return asPerson(queues, user.id, () => next({ ctx: { user } }));
});

/** The base procedure for what belongs to no project, or to all projects of the user. */
export const userProcedure = signedInProcedure.use(({ ctx, next }) =>
  asReader(ctx.queues, { userId: ctx.user.id }, () => next()),
);

/**
 * The base procedure for members of a project; `ctx.db` gives access to this project's rows only. Throws
 * NOT_FOUND for everyone else.
 */
export const projectProcedure = signedInProcedure
  .input(projectInput)
  .use(async ({ ctx, input, next }) => {
    const opened = await openProject(ctx.db, { projectId: input.projectId, userId: ctx.user.id });
    if (!opened) throw projectNotFound();
    const { project, tenant } = opened;
    const reader = { userId: ctx.user.id, projectId: project.id };
    return asReader(ctx.queues, reader, () => next({ ctx: { project, db: tenant } }));
  });

/**
 * The base procedure for reads by members. `ctx.db` is a read-only snapshot, so all statements of a
 * procedure see the same state of the database.
 */
export const projectQuery = projectProcedure.use(({ ctx, next }) =>
  ctx.db.read((tx) => next({ ctx: { db: tx } })),
);

/**
 * Creates a base procedure for the roles that `isAllowed` accepts. It throws FORBIDDEN for other roles,
 * with a message that names the `action`.
 */
const roleProcedure = (isAllowed: (role: Role) => boolean, action: string) =>
  projectProcedure.use(({ ctx, next }) => {
    if (!isAllowed(ctx.project.role))
      throw forbidden(`Only an owner or an admin of this project can ${action}.`);
    return next();
  });
export const budgetProcedure = roleProcedure(canSetBudget, "set or clear its budget");
export const ingestKeyProcedure = roleProcedure(canConfigureUsage, "create or revoke its keys");
export const alertProcedure = roleProcedure(canConfigureUsage, "change its alerts");
export const modelPriceProcedure = roleProcedure(canConfigureUsage, "set or remove its prices");
export const modelPriceQuery = modelPriceProcedure.use(({ ctx, next }) =>
  ctx.db.read((tx) => next({ ctx: { db: tx } })),
);
export const usageImportProcedure = roleProcedure(canConfigureUsage, "import files");
export const agentNameProcedure = roleProcedure(
  canConfigureUsage,
  "map its agents' names to agent types",
);

/** The base procedure for reads of the audit trail. Throws FORBIDDEN for the role member. */
export const auditQuery = roleProcedure(canReadAuditTrail, "read its audit trail").use(
  ({ ctx, next }) => ctx.db.read((tx) => next({ ctx: { db: tx } })),
);

/**
 * The base procedure for reads of one pipeline run, which is `ctx.run`. Throws NOT_FOUND when the project
 * has no run with this id.
 */
export const runQuery = projectQuery.input(runInput).use(async ({ ctx, input, next }) => {
  const run = await findRun(ctx.db, ctx.project.id, input.runId);
  if (!run) throw runNotFound();
  return next({ ctx: { run } });
});
