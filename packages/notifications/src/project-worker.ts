import { type Database, openProjectsForWork } from "@ai-cost/db";
import { type AlertDelivery, alertDelivery } from "./alert-delivery";
import type { DeliveryFailure } from "./delivery/delivery-failure";
import { type DeliveryTimes, type Outbox, startDeliveryLoop } from "./delivery/delivery-loop";
import type { Log } from "./log";
import type { MailAddress } from "./mail/mail-address";
import { smtpTransport } from "./mail/smtp-transport";
import { type ClaimedMessage, claimMessages, type Route } from "./outbox/claim-messages";
import { deliverMessage } from "./outbox/deliver-message";
import { pendingProjects } from "./outbox/pending-projects";
import { markDelivered, markFailed } from "./outbox/settle-message";

export interface ProjectWorkerOptions {
  /** A pool of the worker's own, so that busy pages do not hold up messages. Close it after `stop`. */
  db: Database;
  /** The mail server, an `smtp://` or `smtps://` URL; null when none is configured. */
  mail: { smtpUrl: string; from: MailAddress } | null;
  /** The AUTH_SECRET, with which the targets of channels are encrypted. */
  secret: string;
  /** Whether channels may use plain HTTP and addresses that are not public. */
  allowPrivate: boolean;
  /** The URL at which people open the app, without a slash at the end. */
  publicUrl: string;
  log: Log;
  times?: Partial<DeliveryTimes>;
}

export interface ProjectWorker extends AlertDelivery {
  /** Starts no further delivery, and resolves when those that have begun are recorded. */
  stop(): Promise<void>;
}

const TIMES: DeliveryTimes = { pollMs: 60_000, deliveryMs: 60_000, stopMs: 5_000 };

/**
 * How many messages are delivered at the same time. A receiver that hangs takes a delivery for 15 seconds, and
 * many projects can have such receivers; a delivery that waits costs a socket, and no connection to the
 * database. Mail servers refuse clients with many connections, and a slow one must not hold up what is posted.
 */
const CONCURRENCY: Record<Route, number> = { mail: 8, post: 200 };

/**
 * Delivers the messages of all projects until it is stopped, project by project, so that the receivers of one
 * project or person cannot hold up those of others. Any number of processes can do this at the same time. A
 * message is delivered at least once, and with the same id at each attempt.
 */
export function projectWorker({ db, log, mail, ...options }: ProjectWorkerOptions): ProjectWorker {
  const times = { ...TIMES, ...options.times };
  const transports = {
    sendMail: mail && smtpTransport(mail.smtpUrl, mail.from),
    post: { allowPrivate: options.allowPrivate },
    secret: options.secret,
    publicUrl: options.publicUrl,
  };
  const reporting = { publicUrl: options.publicUrl, sendsMail: mail !== null };
  // A delivery takes at most `deliveryMs`, and so does the record of its outcome.
  const leaseMs = 2 * times.deliveryMs;
  const routes = [startRoute("mail"), startRoute("post")];

  function startRoute(route: Route) {
    const pending = pendingProjects();
    const outbox: Outbox<ClaimedMessage> = {
      claim: (limit) =>
        pending.claim(limit, (project, room) =>
          claimMessages(project, { route, limit: room, leaseMs }),
        ),
      deliver: (message, signal) =>
        deliverMessage(transports, message, signal).finally(() => pending.release(message.project)),
      settle,
    };
    // The loop is woken project by project, and needs no look of its own.
    const loopTimes = { ...times, pollMs: MAX_TIMER_MS, concurrency: CONCURRENCY[route] };
    return { pending, loop: startDeliveryLoop(outbox, loopTimes, log) };
  }

  async function settle(message: ClaimedMessage, failure: DeliveryFailure | null): Promise<void> {
    if (failure === null) return markDelivered(message);
    const { delayMs, isReported } = await markFailed(message, failure, reporting);
    if (isReported) wake(message.projectId);
    if (delayMs !== null && delayMs < times.pollMs)
      setTimeout(() => wake(message.projectId), delayMs).unref();
    const { id: messageId, projectId, kind, attempts: attempt } = message;
    const fields = { messageId, projectId, kind, attempt, reason: failure.reason };
    if (delayMs === null) log.error("a message of a project was given up", fields);
    else log.warn("a message of a project was not delivered; it is tried again later", fields);
  }

  /** Delivers what is due in a project; in all when it is null, for what other processes have left or paused. */
  async function look(projectId: string | null): Promise<void> {
    try {
      const projects = await openProjectsForWork(db, projectId);
      for (const { pending, loop } of routes) {
        for (const project of projects) pending.add(project);
        loop.wake();
      }
    } catch (cause) {
      log.error("projects cannot be opened; it is tried again within a minute", { cause });
    }
  }

  const wake = (projectId: string) => void look(projectId);

  const timer = setInterval(() => void look(null), times.pollMs).unref();
  void look(null);
  return {
    ...alertDelivery({ ...options, ...reporting, wake }),
    async stop() {
      clearInterval(timer);
      await Promise.all(routes.map(({ loop }) => loop.stop()));
    },
  };
}

const MAX_TIMER_MS = 2 ** 31 - 1;
