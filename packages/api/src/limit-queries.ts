import {
  FairQueue,
  isQueueRefusal,
  type Leave,
  personParty,
  projectParty,
  type QueueRefusal,
} from "@ai-cost/fairness";
import { TRPCError } from "@trpc/server";

/** The queues that procedures pass, one of each for a process. */
export interface QueryQueues {
  /** The procedures of each person. */
  people: FairQueue;
  /** The procedures of each project, and those of a person that belong to no project. */
  readers: FairQueue;
}

/** The connections that sessions and sign-ins need while procedures use all of theirs. */
const OTHER_CONNECTIONS = 2;
/** A page calls a handful of procedures at once, and others can wait for them. */
const EACH_PERSON = 4;
const EACH_PROJECT = 5;
const COSTLY_ABOVE = 2;
const WAIT_MS = 3_000;
const MAX_WAITING = 100;

/** Creates the queues for a pool with so many connections. Call it once in a process. */
export function queryQueues(connections: number, waitMs = WAIT_MS): QueryQueues {
  const limits = { costlyAbove: COSTLY_ABOVE, waitMs, maxWaiting: MAX_WAITING };
  const slots = connections - OTHER_CONNECTIONS;
  return {
    people: new FairQueue({ ...limits, slots: 1_000, slotsEach: EACH_PERSON, costlySlots: slots }),
    readers: new FairQueue({ ...limits, slots, slotsEach: EACH_PROJECT, costlySlots: slots / 2 }),
  };
}

/** Queues in which nobody waits, for callers outside a server. */
export const unlimitedQueues = (): QueryQueues => ({
  people: FairQueue.unlimited(),
  readers: FairQueue.unlimited(),
});

/** Runs `work` when it is the person's turn. Throws TOO_MANY_REQUESTS when the turn does not come in time. */
export const asPerson = <Result>(
  { people }: QueryQueues,
  userId: string,
  work: () => Promise<Result>,
): Promise<Result> => inTurn(people, personParty(userId), work);

/**
 * Runs `work` when it is the project's turn; without a project, the person's. Call it only when the person
 * may open the project, or strangers could take the project's turns.
 */
export const asReader = <Result>(
  { readers }: QueryQueues,
  { userId, projectId }: { userId: string; projectId?: string },
  work: () => Promise<Result>,
): Promise<Result> =>
  inTurn(readers, projectId === undefined ? personParty(userId) : projectParty(projectId), work);

async function inTurn<Result>(
  queue: FairQueue,
  party: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const leave = await enter(queue, party);
  try {
    return await work();
  } finally {
    leave();
  }
}

const enter = (queue: FairQueue, party: string): Promise<Leave> =>
  queue.enter([party]).catch((error: unknown) => {
    throw isQueueRefusal(error) ? tooManyQueries(error) : error;
  });

const tooManyQueries = (cause: QueueRefusal): TRPCError => {
  const { retryAfterSeconds: seconds } = cause;
  return new TRPCError({
    code: "TOO_MANY_REQUESTS",
    message: `Too many requests at once. Try again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
    cause,
  });
};

/** The seconds after which the caller may try again; null for an error that says nothing about that. */
export const retryAfterSeconds = ({ cause }: TRPCError): number | null =>
  isQueueRefusal(cause) ? cause.retryAfterSeconds : null;
