import { type RawRequest, sendRaw } from "@ai-cost/testing";
import { bearer, makeFixtures } from "../../access-matrix/actors";
import { badKeys } from "../../access-matrix/bad-keys";
import type { Environment } from "../../environment/environment";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";
import type { Random } from "../../runner/random";

const CHANGED_KEYS = { short: 40, normal: 1_000, long: 20_000 };

faultCase({
  id: "A15",
  title: "only the exact key is accepted, and no table or log contains it",
  seenRedBy: "a key that is logged when it arrives",
  async run({ environment, scale, random }) {
    const findings = new Findings();
    const fixtures = await makeFixtures(environment, random);
    const { key } = fixtures.team.tenant;
    const lines: string[] = [];
    environment.server.onLine = (line) => lines.push(line);
    const logged = environment.postgres.log().length;
    const status = await send(environment, { headers: bearer(key) });
    if (status !== 200) findings.add(`the key itself has the status ${status}`);
    for (const [what, request] of Object.entries(misplacedKeys(key)))
      await expectRefusal(environment, what, request, findings);
    for (const [what, bad] of Object.entries(badKeys(fixtures)))
      await expectRefusal(environment, what, { headers: bad ? bearer(bad) : {} }, findings);
    for (let number = 0; number < CHANGED_KEYS[scale]; number += 1) {
      const headers = bearer(withOneChange(key, random));
      await expectRefusal(environment, "a key with one changed character", { headers }, findings);
    }
    const secret = key.slice(-43);
    const log = `${lines.join("\n")}${environment.postgres.log().slice(logged)}`;
    environment.server.onLine = () => {};
    if (log.includes(secret)) findings.add("a log contains the key");
    for (const table of await tablesWith(environment, secret))
      findings.add(`${table} contains the key`);
    return {
      hits: findings.hits,
      figures: { "changed keys": CHANGED_KEYS[scale] },
      problems: findings.problems,
    };
  },
});

type KeyRequest = Pick<RawRequest, "headers"> & { query?: string };

/** Requests with a valid key in a place where the server must not accept one, such as the URL. */
const misplacedKeys = (key: string): Record<string, KeyRequest> => ({
  "a key in the address": {
    query: `?key=${key}&api_key=${key}&token=${key}&authorization=Bearer%20${key}`,
  },
  "a key in a cookie": { headers: { cookie: `ai-cost.session_token=${key}; key=${key}` } },
  "a key in another header": {
    headers: { "x-api-key": key, "api-key": key, "proxy-authorization": `Bearer ${key}` },
  },
  "a key as a password": {
    headers: { authorization: `Basic ${Buffer.from(`key:${key}`).toString("base64")}` },
  },
  "a key without its scheme": { headers: { authorization: key } },
  "two keys": { headers: { authorization: `Bearer ${key}, Bearer ${key}` } },
});

async function expectRefusal(
  environment: Environment,
  what: string,
  request: KeyRequest,
  findings: Findings,
): Promise<void> {
  const status = await send(environment, request);
  findings.hits += 1;
  if (status !== 401) findings.add(`${what} has the status ${status}`);
}

async function send(
  { server }: Environment,
  { headers = {}, query = "" }: KeyRequest,
): Promise<number> {
  const { status } = await sendRaw(server.url, {
    path: `/api/v1/usage-events${query}`,
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: "[]",
  });
  return status;
}

const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** Changes one character after the prefix that all keys have. */
function withOneChange(key: string, random: Random): string {
  const at = random.integer("aicost_".length, key.length - 1);
  const others = CHARACTERS.replace(key[at] ?? "", "");
  return key.slice(0, at) + others[random.integer(0, others.length - 1)] + key.slice(at + 1);
}

/** Returns the tables in which a row contains the text. */
async function tablesWith({ owner: { sql } }: Environment, text: string): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await sql`
      select 1 from ${sql(name)} as entry where strpos(entry::text, ${text}) > 0 limit 1`;
    if (rows.length > 0) found.push(name);
  }
  return found;
}
