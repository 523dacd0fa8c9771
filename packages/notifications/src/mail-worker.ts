import type { Database, Executor } from "@ai-cost/db";
import {
  type DeliveryLoop,
  type DeliveryTimes,
  type Outbox,
  startDeliveryLoop,
} from "./delivery/delivery-loop";
import type { Log } from "./log";
import { deliverMail } from "./mail/deliver-mail";
import type { MailAddress } from "./mail/mail-address";
import type { MailMessage } from "./mail/mail-message";
import { smtpTransport } from "./mail/smtp-transport";
import { type ClaimedMail, claimMail, markDelivered, markFailed } from "./outbox/account-outbox";
import { type EnqueueOptions, enqueueMail } from "./outbox/enqueue-mail";

/** How other packages send mail. They get null in its place when no mail server is configured. */
export interface Mailer {
  /**
   * Adds a message in the caller's transaction. It is sent after the commit, and never if the
   * transaction is rolled back.
   */
  enqueue(tx: Executor, message: MailMessage, options?: EnqueueOptions): Promise<void>;
  /** Sends what is due now instead of within a few seconds. Call it after the commit. */
  wake(): void;
}

export interface MailWorker extends Mailer {
  /** Starts no further delivery, and resolves when those that have begun are recorded. */
  stop(): Promise<void>;
}

export interface MailWorkerOptions {
  /** A pool of the worker's own, so that busy pages do not hold up mail. Close it after `stop`. */
  db: Database;
  /** An `smtp://` or `smtps://` URL. */
  smtpUrl: string;
  mailFrom: MailAddress;
  /** The AUTH_SECRET, from which the key of the outbox is derived. */
  secret: string;
  log: Log;
  times?: Partial<DeliveryTimes>;
}

const TIMES: DeliveryTimes = { pollMs: 5_000, deliveryMs: 60_000, stopMs: 5_000 };

/**
 * Sends the mail of the outbox until it is stopped. Any number of processes can do this at the same
 * time: each message is claimed by one of them. A message is sent at least once. It is sent twice only
 * if the process dies, or the database stays away, between the mail server's acceptance and its record.
 */
export function mailWorker({ db, secret, log, ...options }: MailWorkerOptions): MailWorker {
  const times = { ...TIMES, ...options.times };
  const send = smtpTransport(options.smtpUrl, options.mailFrom);
  // A delivery takes at most `deliveryMs`, and so does the record of its outcome.
  const leaseMs = 2 * times.deliveryMs;
  const outbox: Outbox<ClaimedMail> = {
    claim: (limit) => claimMail(db, limit, leaseMs),
    deliver: (mail, signal) => deliverMail(send, secret, mail, signal),
    async settle(mail, failure) {
      if (failure === null) return markDelivered(db, mail);
      const isRetried = await markFailed(db, mail, failure);
      const { id: mailId, kind, attempts: attempt } = mail;
      const fields = { mailId, kind, attempt, reason: failure.reason };
      if (isRetried) log.warn("an e-mail was not sent; it is tried again later", fields);
      else log.error("an e-mail was given up", fields);
    },
  };
  const loop: DeliveryLoop = startDeliveryLoop(outbox, times, log);
  return { ...loop, enqueue: (tx, message, options) => enqueueMail(tx, secret, message, options) };
}
