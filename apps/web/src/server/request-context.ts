import "server-only";
import type { Context } from "@ai-cost/api";
import { sessionUser } from "@ai-cost/auth";
import { auth } from "./auth";
import { database } from "./database";
import { log } from "./log/log";
import { mailer } from "./mailer";
import { queues } from "./query-queues";
import { REQUEST_ID } from "./request-headers";

/** The context of a request for pages and procedures: the person, the time and the request id. */
export async function requestContext(headers: Headers): Promise<Context> {
  return {
    db: database().db,
    user: await sessionUser(auth(), headers),
    now: new Date(),
    requestId: headers.get(REQUEST_ID) ?? "",
    log,
    queues: queues(),
    mail: mailer(),
  };
}
