import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { TestDatabase } from "@ai-cost/db/testing";
import { countedCalls } from "@ai-cost/ingest/testing/counted-calls";
import type { ReportedProject } from "@ai-cost/ingest/testing/ingest-server";
import { reconcile } from "@ai-cost/ledger";
import { otherDeliveries } from "./deliveries";
import { versionOf } from "./installed-version";
import { agentProblems, problemOf } from "./problems";
import { startFakeProvider } from "./provider/fake-provider";
import { type RecordedRequest, send, startRecorder } from "./recorder";
import { runClient } from "./run-client";
import type { SetUp } from "./set-up";
import { type Verdict, verdictsOf } from "./verdicts";

/**
 * The result of checking a set-up. `problems` is empty when the ledger counted everything that the
 * set-up's clients report.
 */
export interface CheckedSetUp {
  setUp: SetUp;
  /** The packages with their installed versions: `openai 7.59.0`. */
  versions: readonly string[];
  verdicts: readonly Verdict[];
  problems: readonly string[];
}

interface Environment {
  database: TestDatabase;
  newProject: () => Promise<ReportedProject>;
}

/**
 * Runs a set-up, whose clients are installed in the folder, against the fake provider, and compares what the ledger recorded with the provider's own
 * list. The same reports are then sent again, and to other projects in other orders and batches, which
 * must make no difference.
 */
export async function checkSetUp(
  setUp: SetUp,
  folder: string,
  environment: Environment,
): Promise<CheckedSetUp> {
  const project = await environment.newProject();
  const { answered, requests } = await runWith(join(folder, "set-ups", `${setUp.id}.mjs`), project);
  const counted = await countedCalls(environment.database, project.projectId);
  const { verdicts, unexplained } = verdictsOf(answered, counted, setUp.leavesOut);
  const problems = [
    ...verdicts.flatMap((verdict) => problemOf(setUp, verdict) ?? []),
    ...unexplained.map((call) => `counted, but not answered: ${JSON.stringify(call)}`),
    ...agentProblems(setUp, verdicts),
    ...(await deliveryProblems(requests, project, environment)),
  ];
  return {
    setUp,
    versions: setUp.packages.map((name) => versionOf(name, folder)),
    verdicts,
    problems,
  };
}

async function runWith(file: string, { url, key }: ReportedProject) {
  const provider = await startFakeProvider();
  const recorder = await startRecorder(url);
  try {
    await runClient(file, { providerUrl: provider.url, receiverUrl: recorder.url, key });
    return { answered: provider.answered, requests: recorder.requests };
  } finally {
    provider.close();
    recorder.close();
  }
}

/**
 * Returns the deliveries after which the project has other calls, or rollups that differ from its ledger.
 */
async function deliveryProblems(
  requests: readonly RecordedRequest[],
  project: ReportedProject,
  { database, newProject }: Environment,
): Promise<string[]> {
  const expected = await countedCalls(database, project.projectId);
  const deliveries = [{ name: "a second time", requests, to: project }];
  for (const other of otherDeliveries(requests))
    deliveries.push({ ...other, to: await newProject() });
  const problems: string[] = [];
  for (const { name, requests: sent, to } of deliveries) {
    for (const request of sent) await send(to.url, withKey(request, to.key));
    const counted = await countedCalls(database, to.projectId);
    if (!isDeepStrictEqual(counted, expected)) problems.push(`other calls when sent ${name}`);
    const differences = await reconcile(database.tenantOf(to.projectId), to.projectId);
    if (differences.length > 0) problems.push(`the ledger disagrees when sent ${name}`);
  }
  return problems;
}

const withKey = (request: RecordedRequest, key: string): RecordedRequest => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${key}` },
});
