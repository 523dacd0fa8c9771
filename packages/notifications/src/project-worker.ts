import { type Database, openProjectsForWork } from "@ai-cost/db";
import { limitFunction } from "p-limit";
import { type AlertDelivery, alertDelivery } from "./alert-delivery";
import { type DeliveryTimes, type Outbox, startDeliveryLoop } from "./delivery/delivery-loop";
import type { Log } from "./log";
import type { MailAddress } from "./mail/mail-address";
import { smtpTransport } from "./mail/smtp-transport";
import { type ClaimedMessage, claimMessages } from "./outbox/claim-messages";
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
 * A receiver that hangs takes a delivery for 15 seconds, and many projects can have such receivers. A delivery
 * that waits costs a socket, and no connection to the database.
 */
const CONCURRENCY = 200;
/** Mail servers refuse clients with many connections. */
const MAIL_CONNECTIONS = 8;

/**
 * Delivers the messages of all projects until it is stopped, project by project, so that the receivers of one
 * cannot hold up those of others. Any number of processes can do this at the same time. A message is
 * delivered at least once, and with the same id at each attempt.
 */
export function projectWorker({ db, log, mail, ...options }: ProjectWorkerOptions): ProjectWorker {
  const times = { ...TIMES, ...options.times };
  const transports = {
    sendMail:
      mail &&
      limitFunction(smtpTransport(mail.smtpUrl, mail.from), { concurrency: MAIL_CONNECTIONS }),
    post: { allowPrivate: options.allowPrivate },
    secret: options.secret,
    publicUrl: options.publicUrl,
  };
  const reporting = { publicUrl: options.publicUrl, sendsMail: mail !== null };
  // A delivery takes at most `deliveryMs`, and so does the record of its outcome.
  const leaseMs = 2 * times.deliveryMs;
  const pending = pendingProjects();
  const outbox: Outbox<ClaimedMessage> = {
    claim: (limit) => pending.claim(limit, (projectId, room) => claimOf(projectId, room)),
    deliver: (message, signal) =>
      deliverMessage(transports, message, signal).finally(() => pending.release(message.projectId)),
    async settle(message, failure) {
      if (failure === null) return markDelivered(message);
      const { delayMs, isReported } = await markFailed(message, failure, reporting);
      if (isReported) wake(message.projectId);
      if (delayMs !== null && delayMs < times.pollMs)
        setTimeout(() => wake(message.projectId), delayMs).unref();
      const { id: messageId, projectId, kind, attempts: attempt } = message;
      const fields = { messageId, projectId, kind, attempt, reason: failure.reason };
      if (delayMs === null) log.error("a message of a project was given up", fields);
      else log.warn("a message of a project was not delivered; it is tried again later", fields);
    },
  };

  async function claimOf(projectId: string, limit: number): Promise<ClaimedMessage[]> {
    const [opened] = await openProjectsForWork(db, projectId);
    return opened ? claimMessages(opened, { limit, leaseMs }) : [];
  }

  const loop = startDeliveryLoop(
    outbox,
    { ...times, pollMs: MAX_TIMER_MS, concurrency: CONCURRENCY },
    log,
  );

  function wake(projectId: string): void {
    pending.add(projectId);
    loop.wake();
  }

  /** Looks for messages that other processes have left, and for those whose pause is over. */
  async function lookAtAll(): Promise<void> {
    for (const { id } of await openProjectsForWork(db, null)) pending.add(id);
    loop.wake();
  }

  const look = () =>
    void lookAtAll().catch((cause) => log.error("the projects cannot be listed", { cause }));
  const timer = setInterval(look, times.pollMs).unref();
  look();
  return {
    ...alertDelivery({ ...options, ...reporting, wake }),
    async stop() {
      clearInterval(timer);
      await loop.stop();
    },
  };
}

/** The loop is woken here, project by project, and needs no look of its own. */
const MAX_TIMER_MS = 2 ** 31 - 1;
