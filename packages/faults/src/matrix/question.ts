import { ID_KINDS, type IdKind, type Ids } from "@ai-cost/api/testing";
import { newId } from "@ai-cost/db";
import { type Exchange, type ExchangeAnswer, exchangeData, type Filling } from "@ai-cost/testing";
import type { Rig } from "../rig/rig";
import type { Asker } from "./askers";
import { spareAddress } from "./estate";

export interface Asked {
  answer: ExchangeAnswer;
  /** The ids that the question named, field by field. */
  given: string[];
}

/** Asks with the ids filled in; `write` makes the request of them. */
export async function askWith(
  { server }: Pick<Rig, "server">,
  asker: Asker,
  filling: Filling,
  write: (ids: Ids) => Exchange,
): Promise<Asked> {
  const ids = idsFor(asker, filling);
  const request = write(ids);
  const headers = { ...asker.headers, ...request.headers };
  const answer = await exchangeData(server.url, { ...request, headers });
  return { answer, given: ID_KINDS.map((field) => ids[field]) };
}

function idsFor({ own, foreign }: Asker, filling: Filling): Ids {
  const idOf = (field: IdKind): string => {
    const whose = filling[field];
    if (whose === "own") return own.ids[field];
    return whose === "foreign" ? foreign.ids[field] : randomId(field);
  };
  return Object.fromEntries(ID_KINDS.map((field) => [field, idOf(field)])) as Ids;
}

const randomId = (field: IdKind): string => {
  const id = newId();
  return field === "email" ? spareAddress(`canary-${id.replaceAll("-", "").slice(-12)}`) : id;
};

/**
 * The canaries of tenants that are not the asker's and stand in what they were answered. What somebody
 * asked with is no news: an address that was once given stays in the asker's own audit trail.
 */
export function heardOf({ role, own, foreign }: Asker, { answer, given }: Asked): string[] {
  const heard = [...given, foreign.ids.email].reduce(
    (text, value) => text.replaceAll(value, ""),
    `${JSON.stringify(answer.headers)} ${answer.text}`,
  );
  const others = [foreign, ...(role === null ? [own] : [])];
  return others.map(({ tenant }) => tenant.canary).filter((canary) => heard.includes(canary));
}
