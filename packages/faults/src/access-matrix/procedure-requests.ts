import {
  inputOf,
  PROCEDURE_ACCESS,
  type Procedure,
  type ProcedureAccess,
  procedures,
} from "@ai-cost/api/testing";
import { inClients, type RawRequest } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import { insertSession } from "../fixture/session-cookie";
import type { Findings } from "../runner/findings";
import type { Actor } from "./actors";
import { checkExchange } from "./check-exchange";
import { type IdParameters, idParametersOf } from "./id-parameters";
import { sendAsActor } from "./send-as-actor";

const CLIENTS = 8;

/** One case of the access matrix: a procedure, an actor and the ids in the actor's request. */
export interface ProcedureCell {
  procedure: Pick<Procedure, "path" | "type">;
  access: ProcedureAccess;
  actor: Actor;
  parameters: IdParameters;
}

/** Combines each procedure with each actor and each combination of ids. */
export function procedureCells(actors: readonly Actor[]): ProcedureCell[] {
  return procedures().flatMap((procedure) => {
    const access: ProcedureAccess = PROCEDURE_ACCESS[procedure.path];
    return actors.flatMap((actor) =>
      idParametersOf(Object.values(access.idFields)).map((parameters) => ({
        procedure,
        access,
        actor,
        parameters,
      })),
    );
  });
}

/** Calls the procedures and checks the responses. Mutations run one after the other. */
export async function callProcedures(
  environment: Environment,
  cells: readonly ProcedureCell[],
  findings: Findings,
): Promise<void> {
  const call = (cell: ProcedureCell) => callProcedure(environment, cell, findings);
  const isQuery = ({ procedure }: ProcedureCell) => procedure.type === "query";
  await inClients(CLIENTS, cells.filter(isQuery), call);
  await inClients(
    1,
    cells.filter((cell) => !isQuery(cell)),
    call,
  );
}

async function callProcedure(
  environment: Environment,
  cell: ProcedureCell,
  findings: Findings,
): Promise<void> {
  const { procedure, access, actor, parameters } = cell;
  await checkExchange({
    label: `${procedure.path} by ${actor.name} with ${JSON.stringify(parameters)}`,
    actor,
    parameters,
    expectedStatus: statusOf(cell),
    findings,
    send: async (sent) => {
      const leaves = procedure.path === "projects.leave";
      if (access.idFields.email || leaves)
        await resetMembers(environment, actor, leaves ? "owner" : "member");
      if (access.idFields.sessionId) await resetSession(environment, actor);
      const exchange = await sendAsActor(environment, actor, sent, (ids) =>
        requestOf(procedure, inputOf(access, ids)),
      );
      if (leaves) await resetMembers(environment, actor, "member");
      return exchange;
    },
  });
}

function statusOf({ access, actor, parameters }: ProcedureCell): number {
  if (!actor.isSignedIn) return 401;
  if (access.idFields.sessionId)
    return actor.role === "owner" && parameters.sessionId === "own" ? 200 : 404;
  if (!access.idFields.projectId) return 200;
  if (actor.role === null || parameters.projectId !== "own") return 404;
  if (!access.roles.includes(actor.role)) return 403;
  const others = Object.values(access.idFields).filter((kind) => parameters[kind] !== "own");
  const ofForeign = others.map((kind) => access.statusOfForeignId[kind] ?? 404);
  return ofForeign.includes(404) ? 404 : access.status;
}

/** Starts the session of the tenant's owner again if an earlier request has ended it. */
const resetSession = ({ owner }: Environment, { own }: Actor): Promise<void> =>
  insertSession(owner.sql, { id: own.ids.sessionId, userId: own.owner.id });

/** A request in the form in which the web app's tRPC client sends it. */
export function requestOf(
  { path, type }: Pick<Procedure, "path" | "type">,
  input: unknown,
): RawRequest {
  const text = JSON.stringify(input);
  return type === "query"
    ? { path: `/api/trpc/${path}?input=${encodeURIComponent(text)}` }
    : {
        path: `/api/trpc/${path}`,
        method: "POST",
        headers: { "content-type": "application/json" },
        body: text,
      };
}

/**
 * Undoes earlier mutations of the actor's own project: the actor and the spare member are members again,
 * and the spare address is invited. For a call with which an owner leaves, the spare member is an owner.
 * An actor who is no member can change nothing, so nothing is undone.
 */
async function resetMembers(
  { owner }: Environment,
  { own, role, userId }: Actor,
  spareRole: "owner" | "member",
): Promise<void> {
  if (role === null) return;
  const { projectId, email, invitedEmail } = own.ids;
  await owner.sql.begin(async (sql) => {
    await sql`delete from invitations where project_id = ${projectId}`;
    await sql`
      insert into invitations (project_id, email, role, created_at)
      values (${projectId}, ${invitedEmail}, 'member', now())`;
    await sql`
      insert into memberships (project_id, user_id, role, created_at)
      select ${projectId}, id, ${spareRole}, now() from users where email = ${email}
      on conflict (project_id, user_id) do update set role = ${spareRole}`;
    if (userId === null) return;
    await sql`
      insert into memberships (project_id, user_id, role, created_at)
      values (${projectId}, ${userId}, ${role}, now()) on conflict do nothing`;
  });
}
