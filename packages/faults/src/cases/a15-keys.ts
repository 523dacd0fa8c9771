import { type Exchange, exchange } from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { badKeys } from "../matrix/ask-ways-in";
import { bearer } from "../matrix/askers";
import { makeEstate } from "../matrix/estate";
import { Found } from "../report/found";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";

const SCALES: Record<Scale, number> = { short: 40, normal: 1_000, long: 20_000 };

export const keys: FaultCase = {
  id: "A15",
  title: "a key opens as itself alone, is kept by nobody and stands in no log",
  seenRedBy: "the key written to the log when it comes in",
  async run(rig, scale, random) {
    const found = new Found();
    const team = await makeEstate(rig, "team", random.fork("team"));
    const strangers = await makeEstate(rig, "stranger", random.fork("strangers"));
    const { key } = team.tenant;
    const lines: string[] = [];
    rig.server.onLine = (line) => lines.push(line);
    const logged = rig.postgres.log().length;
    const good = await send(rig, { headers: bearer(key) });
    if (good !== 200) found.problem(`the key itself is answered ${good}`);
    for (const [what, request] of Object.entries(elsewhere(key)))
      await expectRefusal(rig, what, request, found);
    for (const [what, bad] of Object.entries(badKeys({ team, strangers })))
      await expectRefusal(rig, what, { headers: bad ? bearer(bad) : {} }, found);
    for (let number = 0; number < SCALES[scale]; number += 1)
      await expectRefusal(
        rig,
        "a key changed by one",
        { headers: bearer(changed(key, random)) },
        found,
      );
    const secret = key.slice(-43);
    const written = `${lines.join("\n")}${rig.postgres.log().slice(logged)}`;
    rig.server.onLine = () => {};
    if (written.includes(secret)) found.problem("a log has the key in it");
    for (const table of await tablesWith(rig, secret)) found.problem(`${table} has the key in it`);
    return {
      hits: found.hits,
      figures: { "changed keys": SCALES[scale] },
      problems: found.problems,
    };
  },
};

type Sending = Pick<Exchange, "headers"> & { query?: string };

/** The good key where it is none. */
const elsewhere = (key: string): Record<string, Sending> => ({
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
  rig: Rig,
  what: string,
  sending: Sending,
  found: Found,
): Promise<void> {
  const status = await send(rig, sending);
  found.hits += 1;
  if (status !== 401) found.problem(`${what} is answered ${status}`);
}

async function send({ server }: Rig, { headers = {}, query = "" }: Sending): Promise<number> {
  const { status } = await exchange(server.url, {
    path: `/api/v1/usage-events${query}`,
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: "[]",
  });
  return status;
}

const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** Another character somewhere behind the name that all keys begin with. */
function changed(key: string, random: Random): string {
  const at = random.integer("aicost_".length, key.length - 1);
  const other = CHARACTERS.replace(key[at] ?? "", "");
  return key.slice(0, at) + other[random.integer(0, other.length - 1)] + key.slice(at + 1);
}

/** Every table of which a row has the text in it. */
async function tablesWith({ owner: { sql } }: Rig, text: string): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const having: string[] = [];
  for (const { name } of tables) {
    const rows = await sql`
      select 1 from ${sql(name)} as entry where strpos(entry::text, ${text}) > 0 limit 1`;
    if (rows.length > 0) having.push(name);
  }
  return having;
}
