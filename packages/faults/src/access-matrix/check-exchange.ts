import type { Findings } from "../runner/findings";
import type { Actor } from "./actors";
import { comparableText, firstDifference } from "./comparable-response";
import { hasForeign, type IdParameters, isAllOwn, withoutForeign } from "./id-parameters";
import { type Exchange, leakedCanaries } from "./send-as-actor";

interface Check {
  label: string;
  actor: Actor;
  parameters: IdParameters;
  /** The status that the response must have; null if it may have any status below 500. */
  expectedStatus: number | null;
  findings: Findings;
  send: (parameters: IdParameters) => Promise<Exchange>;
}

/**
 * Sends a request. Checks the status of the response, and that the response contains nothing of another
 * tenant. A request with a foreign id is sent again with a random id, and both responses must be the
 * same.
 */
export async function checkExchange({
  label,
  actor,
  parameters,
  expectedStatus,
  findings,
  send,
}: Check): Promise<void> {
  const exchange = await send(parameters);
  if (!actor.isSignedIn || actor.role === null || !isAllOwn(parameters)) findings.hits += 1;
  const { status } = exchange.response;
  if (expectedStatus === null ? status >= 500 : status !== expectedStatus)
    findings.add(
      `${label} has the status ${status} instead of ${expectedStatus ?? "one below 500"}`,
    );
  for (const canary of leakedCanaries(actor, exchange)) findings.add(`${label} leaks ${canary}`);
  if (!hasForeign(parameters)) return;
  const foreign = textOf(exchange);
  const random = textOf(await send(withoutForeign(parameters)));
  if (foreign !== random)
    findings.add(`${label} tells foreign from random: ${firstDifference(foreign, random)}`);
}

const textOf = ({ response, sentIds }: Exchange): string => comparableText(response, sentIds);
