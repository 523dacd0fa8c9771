import type { TenantDatabase } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type CountedFigures, NESTED_SHAPES } from "../../testing/otlp/nested-spans";
import { type TestSpan, traceRequest } from "../../testing/otlp/trace-request";
import type { receiveTraces } from "./receive-traces";

const { db, sql, tenantOf } = testDatabase();
const NOW = new Date("2026-11-24T10:05:00.000Z");

/** Instances of the modules that share no memory, just like processes. */
const processes: (typeof receiveTraces)[] = [];
beforeAll(async () => {
  for (let count = 0; count < 4; count += 1) {
    vi.resetModules();
    processes.push((await import("./receive-traces")).receiveTraces);
  }
});

/** Sends a request to one of the processes. */
async function receive(
  projectId: string,
  spans: readonly TestSpan[],
  {
    process = 0,
    tenant = tenantOf(projectId),
  }: { process?: number; tenant?: TenantDatabase | undefined } = {},
) {
  const receiver = processes[process];
  const result = await receiver?.({ db: tenant, projectId, now: NOW }, traceRequest(spans));
  expect(result).toEqual({ rejected: 0, messages: [] });
}

/** Returns the figures of the calls that count, in order. */
async function figuresOf(projectId: string): Promise<CountedFigures[]> {
  const rows = await sql<{ input: number; cached: number }[]>`
    select sum(entry.input_tokens)::int as input, coalesce(sum(entry.cache_read_tokens), 0)::int as cached
    from credit_transactions charge
    join credit_transactions entry on entry.project_id = charge.project_id
      and charge.id in (entry.id, entry.charge_id)
    where charge.project_id = ${projectId} and charge.kind = 'deduction'
    group by charge.id
    having sum(entry.input_tokens) > 0
    order by 1, 2`;
  return rows.map(({ input, cached }) => [input, cached]);
}

async function expectCalls(projectId: string, calls: readonly CountedFigures[], context: unknown) {
  expect({ calls: await figuresOf(projectId), context }).toEqual({ calls, context });
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
}

/** Returns each way to divide the spans into requests, in each order. */
function sendingsOf<Item>(items: readonly Item[]): Item[][][] {
  const [first, ...others] = items;
  if (first === undefined) return [[]];
  return sendingsOf(others).flatMap((requests) => [
    ...requests.map((_, at) => requests.with(at, [...(requests[at] ?? []), first])),
    ...[...requests, null].map((_, at) => requests.toSpliced(at, 0, [first])),
  ]);
}

const namesIn = (requests: readonly (readonly TestSpan[])[]) =>
  requests.map((spans) => spans.map(({ scope }) => scope?.at(-1)).join("")).join(" ");

const TIMEOUT_MS = 180_000;
const MAX_SENDINGS = 25;
const ROUNDS = 3;

describe.each(NESTED_SHAPES)("when $title", { timeout: TIMEOUT_MS }, ({ spans, calls }) => {
  test("each call counts once in any order and any batches", async () => {
    const all = sendingsOf(spans);
    const step = Math.ceil(all.length / MAX_SENDINGS);
    for (const requests of all.filter((_, index) => index % step === 0)) {
      const projectId = await makeProject(db);
      for (const request of requests) await receive(projectId, request);
      await expectCalls(projectId, calls, namesIn(requests));
      for (const request of requests.toReversed()) await receive(projectId, request);
      await expectCalls(projectId, calls, `${namesIn(requests)}, sent again`);
    }
  });

  test("each call counts once when the transactions of the requests come in any order", async () => {
    const sending = fc.record({
      requests: fc.constantFrom(...sendingsOf(spans)),
      turns: fc.array(fc.nat(3), { minLength: 40, maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(sending, async ({ requests, turns }) => {
        const projectId = await makeProject(db);
        await interleave(projectId, requests, turns);
        await expectCalls(projectId, calls, namesIn(requests));
        await receive(projectId, spans);
        await expectCalls(projectId, calls, "sent again");
      }),
      { numRuns: 8 },
    );
  });

  test("each call counts once when all spans arrive at the same time", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const projectId = await makeProject(db);
      const sent = round % 2 ? [...spans, ...spans] : spans;
      await Promise.all(
        sent.map((span, index) => receive(projectId, [span], { process: (index + round) % 4 })),
      );
      await expectCalls(projectId, calls, round);
    }
  });
});

/**
 * Sends requests to one process each, and runs their transactions one after the other. The turns say whose
 * transaction is the next one.
 */
async function interleave(
  projectId: string,
  requests: readonly (readonly TestSpan[])[],
  turns: readonly number[],
): Promise<void> {
  const open = requests.map(() => new Turns());
  const ends = requests.map(async (spans, index) => {
    const turn = open[index];
    await receive(projectId, spans, { process: index, tenant: turn?.limit(tenantOf(projectId)) });
    turn?.end();
  });
  let step = 0;
  const runAll = async () => {
    for (;;) {
      for (const turn of open) await turn.isWaiting;
      const waiting = open.filter(({ hasEnded }) => !hasEnded);
      if (waiting.length === 0) return;
      waiting[(turns[step] ?? 0) % waiting.length]?.start();
      step += 1;
    }
  };
  await Promise.all([...ends, runAll()]);
}

/** Lets the transactions of one request wait for their turns. */
class Turns {
  /** Resolves when a transaction waits for its turn, or when the request has ended. */
  isWaiting: Promise<void>;
  hasEnded = false;
  start: () => void = () => {};
  #wait: () => void = () => {};

  constructor() {
    this.isWaiting = this.#untilWaiting();
  }

  limit(tenant: TenantDatabase): TenantDatabase {
    return {
      ...tenant,
      read: (work) => this.#turn().then(() => tenant.read(work)),
      write: (work, lock) => this.#turn().then(() => tenant.write(work, lock)),
      writeAtOnce: (statement, lock) =>
        this.#turn().then(() => tenant.writeAtOnce(statement, lock)),
    };
  }

  end(): void {
    this.hasEnded = true;
    this.#wait();
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.start = () => {
        this.isWaiting = this.#untilWaiting();
        resolve();
      };
      this.#wait();
    });
  }

  #untilWaiting(): Promise<void> {
    return new Promise((resolve) => {
      this.#wait = resolve;
    });
  }
}
