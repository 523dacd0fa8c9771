import { CHECKOUT } from "@ai-cost/command";
import { readPassword } from "@ai-cost/local-postgres";
import { inClients, privateQueries, sendForData } from "@ai-cost/testing";
import { makeFixtures } from "../../access-matrix/actors";
import { privatePages } from "../../access-matrix/private-pages";
import type { Environment } from "../../environment/environment";
import { staticFiles } from "../../environment/static-files";
import { cookieParts } from "../../fixture/session-cookie";
import type { TenantFixture } from "../../fixture/tenant-fixture";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";

const ALTERNATING_REQUESTS = { short: 30, normal: 1_000, long: 1_000 };
const CLIENTS = 8;

faultCase({
  id: "A13",
  title:
    "no file, page or response contains a secret or a text of another tenant, and no two people get each other's page",
  seenRedBy: "the session secret in a hidden field of the dashboard",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const { team, strangers } = await makeFixtures(environment, random);
    const secrets = await secretsOf(environment, team, strangers);
    const files = staticFiles();
    const { cookie } = team.owner;
    const check = async (path: string, forbidden: Record<string, string>) => {
      for (const headers of [{ cookie }, { cookie, rsc: "1" }]) {
        const response = await sendForData(environment.server.url, { path, headers });
        const text = `${JSON.stringify(response.headers)}${response.text}`;
        findings.hits += 1;
        for (const [what, secret] of Object.entries(forbidden))
          if (text.includes(secret)) findings.add(`${path.slice(0, 100)} contains ${what}`);
      }
    };
    const ofTeam = { "the team's canary": team.tenant.canary };
    const ofStrangers = { "another tenant's canary": strangers.tenant.canary };
    for (const path of files) await check(path, { ...secrets, ...ofTeam, ...ofStrangers });
    const addresses = [...privatePages(team), ...privateQueries(team)];
    for (const path of addresses) await check(path, { ...secrets, ...ofStrangers });
    const requests = ALTERNATING_REQUESTS[scale];
    await alternate(environment, [team, strangers], requests, findings);
    return {
      hits: findings.hits + requests,
      figures: {
        files: files.length,
        "pages and queries": addresses.length,
        "alternating requests": requests,
      },
      problems: findings.problems,
    };
  },
});

/** The secrets that no browser may receive, by a name for each. */
async function secretsOf(
  environment: Environment,
  team: TenantFixture,
  strangers: TenantFixture,
): Promise<Record<string, string>> {
  const { sql } = environment.owner;
  const [account] = await sql<{ hash: string }[]>`
    select password as hash from accounts where user_id = ${team.owner.id}`;
  const [key] = await sql<{ hash: string }[]>`
    select secret_hash as hash from ingest_keys where project_id = ${team.ids.projectId}`;
  if (!account || !key) throw new Error("the team has no account or no key");
  return {
    "the session secret": environment.server.options.authSecret,
    "the database password": readPassword(environment.postgres.location.folder),
    "a path of this machine": CHECKOUT,
    "the person's own session token": cookieParts(team.owner.cookie).token,
    "another person's session token": cookieParts(strangers.owner.cookie).token,
    "an ingest key": team.tenant.key.slice(-43),
    "a password hash": account.hash,
    "the hash of an ingest key": key.hash,
  };
}

/** Checks that two people who request the same page at the same time each get only their own projects. */
async function alternate(
  { server }: Environment,
  fixtures: readonly [TenantFixture, TenantFixture],
  requests: number,
  findings: Findings,
): Promise<void> {
  await inClients(CLIENTS, Array(requests).keys(), async (number) => {
    const [own, other] = number % 2 === 0 ? fixtures : [fixtures[1], fixtures[0]];
    const headers = { cookie: own.owner.cookie, ...(number % 3 === 0 && { rsc: "1" }) };
    const { status, text } = await sendForData(server.url, { path: "/dashboard", headers });
    // The server refuses a request when it is too busy.
    if (status === 503) return;
    if (!text.includes(own.tenant.canary)) findings.add("a person does not see their own project");
    if (text.includes(other.tenant.canary)) findings.add("a person sees another person's project");
  });
}
