import "server-only";
import type { Context } from "@ai-cost/api";
import { sessionUser } from "@ai-cost/auth";
import { personParty } from "@ai-cost/fairness";
import { auth } from "./auth";
import { database } from "./database";
import { inFlight } from "./edge/response/in-flight";
import { log } from "./log/log";
import { mailer } from "./mailer";
import { queues } from "./query-queues";
import { REQUEST_ID } from "./request-headers";

/** The context of a request for pages and procedures: the person, the time and the request id. */
export async function requestContext(headers: Headers): Promise<Context> {
  const requestId = headers.get(REQUEST_ID) ?? "";
  const user = await sessionUser(auth(), headers);
  inFlight(requestId)?.identify(user && personParty(user.id));
  return {
    db: database().db,
    user,
    now: new Date(),
    requestId,
    log,
    queues: queues(),
    mail: mailer(),
  };
}
