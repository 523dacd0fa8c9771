import { memberships } from "@ai-cost/db";
import {
  dataOf,
  type HttpResponse,
  makePerson,
  mutate,
  type Person,
  query,
  request,
} from "@ai-cost/testing";
import type { Environment } from "../../environment/environment";
import { makeTenantFixture, type TenantFixture } from "../../fixture/tenant-fixture";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";

const ROUNDS = { short: 1, normal: 30, long: 200 };
const CLIENTS = 4;

faultCase({
  id: "A6",
  title: "a revoked role, membership or key has no effect on any request that starts afterwards",
  seenRedBy: "an access check that does not compare the members of a project",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const team = await makeTenantFixture(environment, "team", random.fork("team"));
    const person = await makePerson(environment.owner.db, environment.server.url, "demoted");
    let requests = 0;
    for (let round = 0; round < ROUNDS[scale]; round += 1) {
      for (const revocation of revocationsOf(environment, team, person)) {
        await revocation.grant();
        requests += await revokeUnderLoad(revocation, findings);
      }
    }
    return { hits: findings.hits, figures: { requests }, problems: findings.problems };
  },
});

interface Revocation {
  what: string;
  grant(): Promise<unknown>;
  /** A request that succeeds until the access is revoked. */
  send(): Promise<HttpResponse>;
  revoke(): Promise<unknown>;
  /** The status of the same request after the revocation. */
  refusal: number;
}

function revocationsOf(
  environment: Environment,
  team: TenantFixture,
  person: Person,
): Revocation[] {
  const { url } = environment.server;
  const { projectId } = team.ids;
  const { email, id: userId } = person;
  const join = async (role: "admin" | "member") => {
    const row = { projectId, userId, role, createdAt: new Date() };
    const target = [memberships.projectId, memberships.userId];
    await environment.owner.db
      .insert(memberships)
      .values(row)
      .onConflictDoUpdate({ target, set: { role } });
  };
  const asOwner = (procedure: string, input: object) =>
    mutate(url, team.owner, procedure, { projectId, ...input }).then(dataOf);
  const key = { id: "", text: "" };
  return [
    {
      what: "an admin who is now a member",
      grant: () => join("admin"),
      send: () => mutate(url, person, "aiCost.setBudgetLimit", { projectId, limitDollars: 99 }),
      revoke: () => asOwner("projects.changeMemberRole", { email, role: "member" }),
      refusal: 403,
    },
    {
      what: "a removed member",
      grant: () => join("member"),
      send: () => query(url, person, "aiCost.getMonthlySummary", { projectId }),
      revoke: () => asOwner("projects.removeMember", { email }),
      refusal: 404,
    },
    {
      what: "a revoked key",
      grant: async () => {
        const created = await mutate(url, team.owner, "ingestKeys.create", {
          projectId,
          name: "Short-lived",
        });
        const { keyId, text } = dataOf<{ keyId: string; text: string }>(created);
        Object.assign(key, { id: keyId, text });
      },
      send: () => sendNoEvents(environment, key.text),
      revoke: () => asOwner("ingestKeys.revoke", { keyId: key.id }),
      refusal: 401,
    },
  ];
}

function sendNoEvents({ server }: Environment, key: string): Promise<HttpResponse> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const url = new URL("/api/v1/usage-events", server.url);
  return request(url, { method: "POST", headers, body: "[]" });
}

/** Sends requests without a pause while the access is revoked. Returns the number of requests. */
async function revokeUnderLoad(
  { what, send, revoke, refusal }: Revocation,
  findings: Findings,
): Promise<number> {
  if ((await send()).status !== 200) findings.add(`no access before the revocation: ${what}`);
  let revokedAtMs = Number.POSITIVE_INFINITY;
  let requests = 0;
  const client = async () => {
    for (let refused = 0; refused < 2; ) {
      const startedAtMs = performance.now();
      const { status } = await send();
      requests += 1;
      if (startedAtMs < revokedAtMs) continue;
      refused += 1;
      if (status !== refusal) findings.add(`${what} has the status ${status} at the next request`);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  await revoke();
  revokedAtMs = performance.now();
  findings.hits += 1;
  await Promise.all(clients);
  return requests;
}
