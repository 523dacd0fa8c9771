import {
  inputOf,
  PROCEDURE_ACCESS,
  type Procedure,
  type ProcedureAccess,
  procedures,
} from "@ai-cost/api/testing";
import type { Exchange } from "@ai-cost/testing";
import {
  type Filling,
  fillingsOf,
  hasForeign,
  inClients,
  isAllOwn,
  withoutForeign,
} from "@ai-cost/testing";
import type { Found } from "../report/found";
import type { Rig } from "../rig/rig";
import type { Asker } from "./askers";
import { firstDifference, plainAnswer } from "./plain-answer";
import { type Asked, askWith, heardOf } from "./question";

const CLIENTS = 8;

export interface ProcedureQuestion {
  procedure: Pick<Procedure, "path" | "type">;
  access: ProcedureAccess;
  asker: Asker;
  filling: Filling;
}

/** Each procedure by each asker with each filling of its ids. */
export function procedureQuestions(askers: readonly Asker[]): ProcedureQuestion[] {
  return procedures().flatMap((procedure) => {
    const access = PROCEDURE_ACCESS[procedure.path];
    return askers.flatMap((asker) =>
      fillingsOf(Object.values(access.idFields)).map((filling) => ({
        procedure,
        access,
        asker,
        filling,
      })),
    );
  });
}

/** Asks them all, those that change something one after the other. */
export async function askProcedures(
  rig: Rig,
  questions: readonly ProcedureQuestion[],
  found: Found,
): Promise<void> {
  const ask = (question: ProcedureQuestion) => askProcedure(rig, question, found);
  const isQuery = ({ procedure }: ProcedureQuestion) => procedure.type === "query";
  await inClients(CLIENTS, questions.filter(isQuery), ask);
  await inClients(
    1,
    questions.filter((question) => !isQuery(question)),
    ask,
  );
}

async function askProcedure(rig: Rig, question: ProcedureQuestion, found: Found): Promise<void> {
  const { procedure, access, asker, filling } = question;
  const ask = async (wanted: Filling): Promise<Asked> => {
    if (access.idFields.email) await resetMembers(rig, asker);
    return askWith(rig, asker, wanted, (ids) => requestOf(procedure, inputOf(access, ids)));
  };
  const asked = await ask(filling);
  if (!asker.isSignedIn || asker.role === null || !isAllOwn(filling)) found.hits += 1;
  const label = `${procedure.path} by ${asker.name} with ${JSON.stringify(filling)}`;
  const expected = statusOf(question);
  if (asked.answer.status !== expected)
    found.problem(`${label} answers ${asked.answer.status}, not ${expected}`);
  for (const canary of heardOf(asker, asked)) found.problem(`${label} tells of ${canary}`);
  if (!hasForeign(filling)) return;
  const twin = await ask(withoutForeign(filling));
  const [foreign, random] = [asked, twin].map(({ answer, given }) => plainAnswer(answer, given));
  if (foreign !== random)
    found.problem(
      `${label} tells foreign from random: ${firstDifference(`${foreign}`, `${random}`)}`,
    );
}

function statusOf({ access, asker, filling }: ProcedureQuestion): number {
  if (!asker.isSignedIn) return 401;
  if (!access.idFields.projectId) return 200;
  if (asker.role === null || filling.projectId !== "own") return 404;
  if (!access.roles.includes(asker.role)) return 403;
  const others = Object.values(access.idFields).filter((kind) => filling[kind] !== "own");
  return Math.max(200, ...others.map((kind) => access.statusOfForeignId[kind] ?? 404));
}

/** A question as the page's client writes it. */
export function requestOf(
  { path, type }: ProcedureQuestion["procedure"],
  input: unknown,
): Exchange {
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

/** The asker's own project lists who is meant to be on it again, and the other's spare member not. */
async function resetMembers({ owner }: Rig, { own, foreign }: Asker): Promise<void> {
  const { projectId, email } = own.ids;
  await owner.sql.begin(async (sql) => {
    await sql`delete from invitations where project_id = ${projectId}`;
    await sql`
      delete from memberships where project_id = ${projectId}
        and user_id = (select id from users where email = ${foreign.ids.email})`;
    await sql`
      insert into memberships (project_id, user_id, role, created_at)
      select ${projectId}, id, 'member', now() from users where email = ${email}
      on conflict do nothing`;
  });
}
