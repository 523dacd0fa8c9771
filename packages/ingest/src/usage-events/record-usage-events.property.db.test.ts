import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import fc from "fast-check";
import { expect, test } from "vitest";
import { storedUsage } from "../testing/usage-event-sender";
import { recordUsageEvents } from "./record-usage-events";

const database = testDatabase();
const NOW = new Date("2026-05-20T12:00:00.000Z");

const minutesBack = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const aTime = fc.integer({ min: 0, max: 70 * 24 * 60 }).map(minutesBack);
const orNothing = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.option(arbitrary, { nil: undefined });

const someCall = fc.record(
  {
    time: aTime,
    model: fc.constantFrom("gpt-4o-mini", "claude-sonnet-4-5", "nobody's model"),
    inputTokens: fc.nat(100_000),
    outputTokens: fc.nat(10_000),
    cost: fc.oneof(
      fc.nat(5_000_000).map((microUsd) => microUsd / 1e6),
      fc.constant("0.0000005"),
    ),
    source: fc.constantFrom("nightly", "https://ci.example.com/x"),
    provider: fc.constantFrom("openai", "anthropic"),
    agent: fc.constantFrom("Research Agent", "Triage"),
    status: fc.constantFrom("completed", "failed", "cancelled"),
  },
  { requiredKeys: ["time", "model", "inputTokens", "outputTokens"] },
);

const aRun = fc.record({
  opened: orNothing(aTime),
  states: fc.array(fc.tuple(fc.constantFrom("queued", "testing", "paused"), aTime), {
    maxLength: 3,
  }),
  end: orNothing(fc.tuple(fc.constantFrom("completed", "failed", "cancelled"), aTime)),
});

const aJob = fc.record({
  run: fc.nat(2),
  agent: orNothing(fc.constantFrom("QA", "Research Agent", "Triage")),
  opened: orNothing(aTime),
  end: orNothing(fc.tuple(fc.constantFrom("completed", "failed", "cancelled"), aTime)),
  /** True when the last call reports the end of the job, instead of a separate job event. */
  endsWithCall: fc.boolean(),
  calls: fc.array(someCall, { maxLength: 4 }),
});

/** Generates the events of a few pipeline runs, which do not contradict each other. */
const someEvents = fc
  .record({
    runs: fc.array(aRun, { minLength: 3, maxLength: 3 }),
    jobs: fc.array(aJob, { maxLength: 5 }),
    loose: fc.array(someCall, { maxLength: 6 }),
  })
  .map(({ runs, jobs, loose }) => [
    ...runs.flatMap(runEvents),
    ...jobs.flatMap(jobEvents),
    ...loose.map((call, index) => ({
      id: `loose ${index}`,
      responseId: `loose ${index}`,
      ...call,
    })),
  ])
  .filter((events) => events.length > 0);

type ValueOf<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

function runEvents({ opened, states, end }: ValueOf<typeof aRun>, run: number): object[] {
  const event = (id: string, status: string, time: string, more: object = {}) => ({
    id: `run ${run} ${id}`,
    type: "run",
    run: `run ${run}`,
    status,
    time,
    ...more,
  });
  return [
    ...(opened
      ? [event("opens", "queued", opened, { trigger: "schedule", startedAt: opened })]
      : []),
    ...states.map(([status, time], index) => event(`state ${index}`, status, time)),
    ...(end ? [event("ends", ...end)] : []),
  ];
}

function jobEvents(job: ValueOf<typeof aJob>, index: number): object[] {
  const { agent, opened, end, endsWithCall, calls } = job;
  const runAndJob = { run: `run ${job.run}`, job: `job ${index}` };
  const event = (id: string, status: string, time: string) => ({
    id: `job ${index} ${id}`,
    type: "job",
    ...runAndJob,
    status,
    time,
    ...(agent && { agent }),
  });
  const lastCall = endsWithCall ? calls.length - 1 : -1;
  return [
    ...(opened ? [event("opens", "running", opened)] : []),
    ...calls.map(({ status: _, agent: __, ...call }, callIndex) => ({
      ...call,
      ...runAndJob,
      id: `job ${index} call ${callIndex}`,
      ...(agent && callIndex % 2 === 0 && { agent }),
      ...(end && callIndex === lastCall && { status: end[0] }),
    })),
    ...(end && lastCall < 0 ? [event("ends", ...end)] : []),
  ];
}

const stored = async (projectId: string) => {
  expect(await reconcile(database.tenantOf(projectId), projectId)).toEqual([]);
  return storedUsage(database, projectId);
};

test("every order, batching and repetition of the events gives the same rows and rollups", async () => {
  await fc.assert(
    fc.asyncProperty(someEvents, fc.infiniteStream(fc.nat()), async (events, random) => {
      const draw = (below: number) => random.next().value % below;
      const plainId = await makeProject(database.db);
      await recordUsageEvents(
        { db: database.tenantOf(plainId), projectId: plainId, now: NOW },
        events,
      );

      const shuffled = [...events, ...events.filter(() => draw(3) === 0)]
        .map((event) => ({ event, rank: draw(1_000_000) }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ event }) => event);
      const shuffledId = await makeProject(database.db);
      const results = [];
      for (let start = 0; start < shuffled.length; ) {
        const batch = shuffled.slice(start, start + 1 + draw(5));
        start += batch.length;
        const now = new Date(NOW.getTime() + start * 60_000);
        results.push(
          ...(await recordUsageEvents(
            { db: database.tenantOf(shuffledId), projectId: shuffledId, now },
            batch,
          )),
        );
      }
      expect(results.filter(({ result }) => result === "recorded")).toHaveLength(events.length);
      expect(results.filter(({ reason }) => reason)).toEqual([]);
      expect(await stored(shuffledId)).toEqual(await stored(plainId));
    }),
    { numRuns: 20 },
  );
}, 120_000);
