import "server-only";
import { type Context, createLimits } from "@ai-cost/api";
import { requestAddress, sessionUser } from "@ai-cost/auth";
import { personParty } from "@ai-cost/fairness";
import { environment } from "@/env";
import { auth } from "./auth";
import { database } from "./database";
import { inFlight } from "./edge/response/in-flight";
import { log } from "./log/log";
import { mailer } from "./mailer";
import { perProcess } from "./per-process";
import { projectMessages } from "./project-messages";
import { queues } from "./query-queues";
import { REQUEST_ID } from "./request-headers";

/** The limits of this process. */
const limits = () => perProcess("limits", () => createLimits(database().db, environment()));

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
    alerts: projectMessages(),
    clientAddress: requestAddress(auth(), headers),
    publicUrl: environment().publicUrl,
    limits: limits(),
  };
}
