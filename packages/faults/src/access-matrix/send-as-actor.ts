import { ID_KINDS, type IdKind, type Ids } from "@ai-cost/api/testing";
import { newId } from "@ai-cost/db";
import { type RawRequest, type RawResponse, sendForData } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import { spareEmail } from "../fixture/tenant-fixture";
import type { Actor } from "./actors";
import type { IdParameters } from "./id-parameters";

export interface Exchange {
  response: RawResponse;
  /** The ids from which the request was built, one for each kind. */
  sentIds: string[];
}

/** Sends the request that `write` builds from the ids. */
export async function sendAsActor(
  { server }: Pick<Environment, "server">,
  actor: Actor,
  parameters: IdParameters,
  write: (ids: Ids) => RawRequest,
): Promise<Exchange> {
  const ids = idsFor(actor, parameters);
  const request = write(ids);
  const headers = { ...actor.headers, ...request.headers };
  const response = await sendForData(server.url, { ...request, headers });
  return { response, sentIds: ID_KINDS.map((kind) => ids[kind]) };
}

function idsFor({ own, foreign }: Actor, parameters: IdParameters): Ids {
  const idOf = (kind: IdKind): string => {
    const whose = parameters[kind];
    if (whose === "own") return own.ids[kind];
    return whose === "foreign" ? foreign.ids[kind] : randomId(kind);
  };
  return Object.fromEntries(ID_KINDS.map((kind) => [kind, idOf(kind)])) as Record<IdKind, string>;
}

const randomId = (kind: IdKind): string => {
  const id = newId();
  return kind === "email" || kind === "invitedEmail"
    ? spareEmail(`canary-${id.replaceAll("-", "").slice(-12)}`)
    : id;
};

/**
 * Returns the canaries of other tenants that a response contains. The ids of the request are first
 * removed from the response, because a response may repeat them. An e-mail address that the actor once
 * invited is ignored too, because it remains in the audit trail of the actor's project.
 */
export function leakedCanaries(
  { role, own, foreign }: Actor,
  { response, sentIds }: Exchange,
): string[] {
  const text = [...sentIds, foreign.ids.email, foreign.ids.invitedEmail].reduce(
    (rest, id) => rest.replaceAll(id, ""),
    `${JSON.stringify(response.headers)} ${response.text}`,
  );
  const others = [foreign, ...(role === null ? [own] : [])];
  return others.map(({ tenant }) => tenant.canary).filter((canary) => text.includes(canary));
}
