import "server-only";
import { type Context, createLimits } from "@ai-cost/api";
import { requestAddress, sessionUser } from "@ai-cost/auth";
import { environment } from "@/env";
import { auth } from "./auth";
import { database } from "./database";
import { log } from "./log/log";
import { mailer } from "./mailer";
import { perProcess } from "./per-process";
import { queues } from "./query-queues";
import { REQUEST_ID } from "./request-headers";

/** The limits of this process. */
const limits = () => perProcess("limits", () => createLimits(database().db, environment()));

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
    clientAddress: requestAddress(auth(), headers),
    publicUrl: environment().publicUrl,
    limits: limits(),
  };
}
