import { gzipSync } from "node:zlib";
import { PASSWORD, query, request } from "@ai-cost/testing";
import { bearer } from "../../access-matrix/actors";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";
import { postUsage } from "../../traffic/deliver";
import { StalledBodies, type StalledBody } from "../../traffic/stalled-bodies";
import { usageRequest } from "../../traffic/usage";

const MIB = 1024 * 1024;
/** How many bodies of each kind stall: as many as once filled the memory of all, and some more. */
const SCALES = {
  short: { ofStrangers: 20, ofOneKey: 24 },
  normal: { ofStrangers: 200, ofOneKey: 60 },
  long: { ofStrangers: 1_000, ofOneKey: 120 },
};

faultCase({
  id: "B7",
  title: "bodies that stall take no memory from other senders, with or without a key",
  seenRedBy:
    "one memory for the bodies of all clients, where stalled sign-in bodies and stalled compressed bodies of one key led to 503 for everybody",
  async run({ environment, scale, random }) {
    const { ofStrangers, ofOneKey } = SCALES[scale];
    const findings = new Findings();
    const [attacker, victim] = await environment.makeTenants();
    const stalled = new StalledBodies(environment.server.url);
    environment.onReset(() => stalled.stop());
    const begin = async (count: number, body: StalledBody) => {
      for (let number = 0; number < count; number += 1) await stalled.begin(body);
      findings.hits += count;
    };
    // The first requests open connections to the database, which takes long on a busy machine.
    for (const name of ["first", "second"])
      await checkOthers(environment, victim, random.fork(name), new Findings());
    // Each size fills the gap that the larger ones have left.
    for (const bytes of [MIB, 60_000, 4_000])
      await begin(ofStrangers, signInBody(environment, bytes));
    await checkOthers(environment, victim, random.fork("signed out"), findings);
    await begin(ofOneKey, compressedBody(attacker));
    await checkOthers(environment, victim, random.fork("one key"), findings);
    await begin(8, uploadBody(environment, attacker));
    await checkUpload(environment, victim, findings);
    stalled.stop();
    return {
      hits: findings.hits,
      figures: {
        "stalled sign-in bodies": 3 * ofStrangers,
        "stalled compressed bodies of one key": ofOneKey,
        "ended by the server": stalled.ended,
      },
      problems: findings.problems,
    };
  },
});

const signInBody = ({ server }: Environment, announcedBytes: number): StalledBody => ({
  path: "/api/auth/sign-in/email",
  headers: { "content-type": "application/json", origin: server.url },
  part: Buffer.alloc(announcedBytes - 1, " "),
  announcedBytes,
});

/** A gzip stream that would become 60 MiB. Its last bytes never come. */
function compressedBody({ key }: Tenant): StalledBody {
  const gzip = gzipSync(Buffer.alloc(60 * MIB, " "));
  return {
    path: "/api/otel/v1/traces",
    headers: { "content-type": "application/json", "content-encoding": "gzip", ...bearer(key) },
    part: gzip.subarray(0, -8),
    announcedBytes: gzip.length,
  };
}

const uploadPath = ({ projectId }: Tenant): string =>
  `/api/usage-imports?projectId=${projectId}&name=usage.csv&mode=preview`;

const uploadBody = ({ people, server }: Environment, tenant: Tenant): StalledBody => ({
  path: uploadPath(tenant),
  headers: {
    "content-type": "application/octet-stream",
    cookie: people.owner.cookie,
    origin: server.url,
  },
  part: Buffer.from("time,model"),
  announcedBytes: MIB,
});

/** Checks that another tenant can read, send usage and sign in. */
async function checkOthers(
  environment: Environment,
  victim: Tenant,
  random: Random,
  findings: Findings,
): Promise<void> {
  const { server, people, model } = environment;
  const { projectId, key } = victim;
  const usage = usageRequest(model, victim, random, { calls: 3 });
  const signIn = request(new URL("/api/auth/sign-in/email", server.url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ email: people.member.email, password: PASSWORD }),
  });
  const budget = request(new URL("/api/trpc/aiCost.setBudgetLimit", server.url), {
    method: "POST",
    headers: { "content-type": "application/json", cookie: people.stranger.cookie },
    body: JSON.stringify({ projectId, limitDollars: 20 }),
  });
  const read = query(server.url, people.stranger, "aiCost.getMonthlySummary", { projectId });
  const sent = postUsage(server.url, key, usage);
  const statuses = { "a read": read, "a change": budget, "a sign-in": signIn, usage: sent };
  for (const [name, response] of Object.entries(statuses)) {
    const { status } = await response;
    if (status !== 200) findings.add(`${name} of another has the status ${status}`);
  }
  for (const recorded of usage.usages) recorded.isAcknowledged = true;
}

async function checkUpload(
  { server, people }: Environment,
  victim: Tenant,
  findings: Findings,
): Promise<void> {
  const { status } = await request(new URL(uploadPath(victim), server.url), {
    method: "POST",
    headers: { "content-type": "application/octet-stream", cookie: people.stranger.cookie },
    body: "time,model\n",
  });
  if (status !== 200) findings.add(`an upload of another has the status ${status}`);
}
