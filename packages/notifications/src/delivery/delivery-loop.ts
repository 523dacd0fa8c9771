import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log";
import { DeliveryFailure } from "./delivery-failure";

/** Where the loop gets its messages. Several loops, in this process and in others, can share an outbox. */
export interface Outbox<Message> {
  /**
   * Claims up to `limit` messages that are due. Nobody else gets them while the claim lasts, which must
   * be longer than a delivery. After a crash, the claim ends by itself and the message is due again.
   */
  claim(limit: number): Promise<Message[]>;
  /** Delivers a message. Throws a DeliveryFailure, or another error, when it was not delivered. */
  deliver(message: Message, signal: AbortSignal): Promise<void>;
  /** Records that a message was delivered (null), or why it was not. */
  settle(message: Message, failure: DeliveryFailure | null): Promise<void>;
}

export interface DeliveryTimes {
  /** The pause between two looks for messages that are due. */
  pollMs: number;
  /** The longest time that one delivery takes. */
  deliveryMs: number;
  /** How long `stop` waits for the deliveries that have begun. */
  stopMs: number;
}

interface LoopOptions extends DeliveryTimes {
  /** How many messages are delivered at the same time; 8 by default. */
  concurrency?: number;
}

export interface DeliveryLoop {
  /** Looks for messages now. Call it after the commit of a transaction that has added a message. */
  wake(): void;
  /** Claims no further message, and resolves when the deliveries that have begun are settled. */
  stop(): Promise<void>;
}

/** How many messages of one process are delivered at the same time, so that a slow one holds up no other. */
const CONCURRENCY = 8;
const SETTLE_RETRY_MS = 1_000;

/** Delivers the messages of an outbox until it is stopped. */
export function startDeliveryLoop<Message>(
  outbox: Outbox<Message>,
  { pollMs, deliveryMs, stopMs, concurrency = CONCURRENCY }: LoopOptions,
  log: Log,
): DeliveryLoop {
  const stopping = new AbortController();
  const aborting = new AbortController();
  const running = new Set<Promise<void>>();
  let looking = Promise.resolve();
  let isLooking = false;
  let looksAgain = false;
  let isReadable = true;

  function wake(): void {
    looksAgain = true;
    if (!isLooking) looking = look();
  }

  async function look(): Promise<void> {
    isLooking = true;
    while (looksAgain && !stopping.signal.aborted && running.size < concurrency) {
      looksAgain = false;
      for (const message of await claimed(concurrency - running.size)) start(message);
    }
    isLooking = false;
  }

  /** An outbox that cannot be read is logged once, and not again at each look. */
  async function claimed(limit: number): Promise<Message[]> {
    try {
      const messages = await outbox.claim(limit);
      isReadable = true;
      return messages;
    } catch (cause) {
      if (isReadable) log.error("the outbox cannot be read; it is tried again", { cause });
      isReadable = false;
      return [];
    }
  }

  function start(message: Message): void {
    const work = handle(message)
      .catch((cause) => log.error("the outcome of a delivery could not be recorded", { cause }))
      .finally(() => {
        running.delete(work);
        wake();
      });
    running.add(work);
  }

  async function handle(message: Message): Promise<void> {
    const signal = AbortSignal.any([AbortSignal.timeout(deliveryMs), aborting.signal]);
    const failure = await outbox.deliver(message, signal).then(() => null, toFailure);
    const giveUpAt = Date.now() + deliveryMs;
    // A delivered message that is not settled would be delivered again, so a database that is away for a
    // moment is waited for.
    for (;;) {
      try {
        return await outbox.settle(message, failure);
      } catch (error) {
        if (stopping.signal.aborted || Date.now() > giveUpAt) throw error;
        await sleep(SETTLE_RETRY_MS, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  const timer = setInterval(wake, pollMs).unref();
  wake();
  return {
    wake,
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await looking;
      const late = setTimeout(() => aborting.abort(), stopMs);
      await Promise.all(running);
      clearTimeout(late);
    },
  };
}

const toFailure = (error: unknown): DeliveryFailure =>
  error instanceof DeliveryFailure ? error : new DeliveryFailure("unexpected error", false);
