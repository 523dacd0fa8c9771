import { CHECKOUT } from "@ai-cost/command";
import { readPassword } from "@ai-cost/local-postgres";
import { exchangeData, inClients, privatePages, privateQueries } from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { type Estate, makeEstate } from "../matrix/estate";
import { Found } from "../report/found";
import type { Rig } from "../rig/rig";
import { cookieParts } from "../rig/sessions";
import { staticFiles } from "../rig/static-files";

const SCALES: Record<Scale, number> = { short: 60, normal: 1_000, long: 1_000 };
const CLIENTS = 8;

export const toldToBrowsers: FaultCase = {
  id: "A13",
  title:
    "no file, page or payload has a secret or another tenant's text in it, and no two people swap",
  seenRedBy: "the secret of the sessions in a hidden field of the dashboard",
  async run(rig, scale, random) {
    const found = new Found();
    const team = await makeEstate(rig, "team", random.fork("team"));
    const strangers = await makeEstate(rig, "stranger", random.fork("strangers"));
    const secrets = await secretsOf(rig, team, strangers);
    const files = staticFiles();
    const look = async (path: string, cookie: string, forbidden: Record<string, string>) => {
      for (const headers of [{ cookie }, { cookie, rsc: "1" }]) {
        const answer = await exchangeData(rig.server.url, { path, headers });
        found.hits += 1;
        for (const [what, text] of Object.entries(forbidden))
          if (`${JSON.stringify(answer.headers)}${answer.text}`.includes(text))
            found.problem(`${path.slice(0, 100)} has ${what} in it`);
      }
    };
    const canaries = {
      "the team's canary": team.tenant.canary,
      "the strangers'": strangers.tenant.canary,
    };
    for (const path of files) await look(path, team.owner.cookie, { ...secrets, ...canaries });
    const addresses = [...privatePages(team), ...privateQueries(team)];
    const others = { "another tenant's canary": strangers.tenant.canary };
    for (const path of addresses) await look(path, team.owner.cookie, { ...secrets, ...others });
    const swaps = await alternate(rig, [team, strangers], SCALES[scale], found);
    return {
      hits: found.hits + swaps,
      figures: {
        files: files.length,
        "pages and questions": addresses.length,
        "answers in turns": swaps,
      },
      problems: found.problems,
    };
  },
};

/** What nobody's browser needs, by what it is. */
async function secretsOf(
  rig: Rig,
  team: Estate,
  strangers: Estate,
): Promise<Record<string, string>> {
  const { sql } = rig.owner;
  const [password] = await sql<{ hash: string }[]>`
    select password as hash from accounts where user_id = ${team.owner.id}`;
  const [key] = await sql<{ hash: string }[]>`
    select secret_hash as hash from ingest_keys where project_id = ${team.ids.projectId}`;
  return {
    "the secret of the sessions": rig.server.options.authSecret,
    "the database's password": readPassword(rig.postgres.location.folder),
    "a path of this machine": CHECKOUT,
    "the person's own session": cookieParts(team.owner.cookie).token,
    "another's session": cookieParts(strangers.owner.cookie).token,
    "a key": team.tenant.key.slice(-43),
    "a password's hash": password?.hash ?? "there is none",
    "a key's hash": key?.hash ?? "there is none",
  };
}

/** Two people at one address, in turns and at once: each sees what is theirs. */
async function alternate(
  { server }: Rig,
  estates: readonly [Estate, Estate],
  times: number,
  found: Found,
): Promise<number> {
  const turns = Array.from({ length: times }, (_, turn) => turn);
  await inClients(CLIENTS, turns, async (turn) => {
    const [own, other] = turn % 2 === 0 ? estates : [estates[1], estates[0]];
    const headers = { cookie: own.owner.cookie, ...(turn % 3 === 0 && { rsc: "1" }) };
    const { text } = await exchangeData(server.url, { path: "/dashboard", headers });
    if (!text.includes(own.tenant.canary)) found.problem("somebody misses what is theirs");
    if (text.includes(other.tenant.canary)) found.problem("somebody sees what is another's");
  });
  return times;
}
