import { change, dataOf, exchange, makePerson, type Person } from "@ai-cost/testing";
import { PAYLOADS } from "../browser/payloads";
import { WatchedBrowser } from "../browser/watched-browser";
import type { FaultCase, Scale } from "../case";
import { bearer } from "../matrix/askers";
import { Found } from "../report/found";
import type { Rig } from "../rig/rig";

/** How many texts are names of everything, and how many of the projects named so are opened. */
const SCALES: Record<Scale, { texts: number; projects: number }> = {
  short: { texts: 20, projects: 1 },
  normal: { texts: PAYLOADS.length, projects: 10 },
  long: { texts: PAYLOADS.length, projects: PAYLOADS.length },
};
/** That show the names too, in other words or in part. */
const FURTHER_PAGES = [
  "ai-cost?tab=pipelines",
  "ai-cost?tab=trend",
  "ai-cost?tab=recent",
  "audit-trail",
  "members",
];
/** As many as a project may have at once. */
const MOST_KEYS = 40;

export const textsAsScripts: FaultCase = {
  id: "A9",
  title: "a name is shown as the text that it is, on every page, whatever it would be as markup",
  seenRedBy: "the dashboard's names written into the page as HTML",
  async run(rig, scale) {
    const { texts, projects } = SCALES[scale];
    const found = new Found();
    const person = await makePerson(rig.owner.db, rig.server.url, "namer");
    const payloads = PAYLOADS.slice(0, texts);
    const projectIds = await nameProjects(rig, person, payloads);
    const [projectId = ""] = projectIds;
    await nameEverything(rig, person, projectId, payloads);
    const runs = await rig.owner.sql<{ id: string; name: string }[]>`
      select id, external_id as name from pipeline_runs where project_id = ${projectId} order by id`;
    const browser = await WatchedBrowser.open(rig.server.url, person);
    let pages = 0;
    const see = async (path: string, expected: readonly string[]) => {
      const text = await browser.see(path);
      pages += 1;
      found.hits += expected.length;
      for (const payload of expected)
        if (!text.includes(payload))
          found.problem(`${path.split("/").at(-1)} does not show ${payload}`);
    };
    try {
      await see("/dashboard", payloads);
      const product = `/dashboard/products/${projectId}`;
      await see(`${product}/ai-cost`, payloads.slice(0, 1));
      for (const path of scale === "short" ? [] : FURTHER_PAGES)
        await see(`${product}/${path}`, []);
      await see(`${product}/prices`, payloads);
      await see(`${product}/send-usage`, payloads.slice(0, MOST_KEYS));
      for (const { id, name } of runs.slice(0, projects))
        await see(`${product}/pipelines/${id}`, [name]);
      for (const [index, id] of projectIds.slice(0, projects).entries())
        await see(`/dashboard/products/${id}/ai-cost`, payloads.slice(index, index + 1));
      for (const complaint of browser.complaints) found.problem(complaint);
    } finally {
      await browser.close();
    }
    return { hits: found.hits, figures: { texts, pages }, problems: found.problems };
  },
};

async function nameProjects(
  { server }: Rig,
  person: Person,
  names: readonly string[],
): Promise<string[]> {
  const projectIds: string[] = [];
  for (const name of names) {
    const made = await change(server.url, person, "projects.create", { name });
    projectIds.push(dataOf<{ projectId: string }>(made).projectId);
  }
  return projectIds;
}

/** A key, a price, a mapping, a run, a job, an agent and a model under each of the names. */
async function nameEverything(
  { server }: Rig,
  person: Person,
  projectId: string,
  names: readonly string[],
): Promise<void> {
  const set = async <Data>(procedure: string, input: object): Promise<Data> =>
    dataOf(await change(server.url, person, procedure, { projectId, ...input }));
  const prices = { inputUsdPerMillion: 1, outputUsdPerMillion: 1 };
  const keys: string[] = [];
  for (const [index, name] of names.entries()) {
    if (index < MOST_KEYS)
      keys.push((await set<{ text: string }>("ingestKeys.create", { name })).text);
    await set("modelPrices.set", { model: name, ...prices });
    await set("agentNames.set", { agentName: name, agentType: name });
  }
  const events = names.map((name, index) => ({
    id: name,
    source: name,
    run: name,
    job: name,
    agent: name,
    model: name,
    provider: name,
    inputTokens: index,
    outputTokens: 1,
    cost: "0.01",
  }));
  const headers = { ...bearer(keys[0] ?? ""), "content-type": "application/json" };
  const body = JSON.stringify(events);
  const answer = await exchange(server.url, {
    path: "/api/v1/usage-events",
    method: "POST",
    headers,
    body,
  });
  if (!answer.text.includes(`"recorded":${names.length}`))
    throw new Error(`the events were not taken: ${answer.status} ${answer.text.slice(0, 300)}`);
}
