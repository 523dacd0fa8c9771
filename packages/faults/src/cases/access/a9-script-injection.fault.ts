import { dataOf, makePerson, mutate, type Person, sendRaw } from "@ai-cost/testing";
import { bearer } from "../../access-matrix/actors";
import { PAYLOADS } from "../../browser/script-payloads";
import { WatchedBrowser } from "../../browser/watched-browser";
import type { Environment } from "../../environment/environment";
import { faultCase } from "../../runner/fault-case";
import { Findings } from "../../runner/findings";

/** The number of texts that are used as names, and the number of projects and runs whose pages are opened. */
const SCALES = {
  short: { texts: 20, projects: 1 },
  normal: { texts: PAYLOADS.length, projects: 10 },
  long: { texts: PAYLOADS.length, projects: PAYLOADS.length },
};
/** Pages that show only some of the names, or show them in a changed form. */
const FURTHER_PAGES = [
  "ai-cost?tab=pipelines",
  "ai-cost?tab=trend",
  "ai-cost?tab=recent",
  "audit-trail",
  "members",
];
/** The most keys that this case creates in the project. */
const MOST_KEYS = 40;

faultCase({
  id: "A9",
  title: "every page shows a name as text, whatever it would mean as markup or as a script",
  seenRedBy: "names written into the dashboard as HTML",
  async run({ environment, scale }) {
    const { texts, projects } = SCALES[scale];
    const findings = new Findings();
    const { url } = environment.server;
    const person = await makePerson(environment.owner.db, url, "namer");
    const payloads = PAYLOADS.slice(0, texts);
    const projectIds = await nameProjects(environment, person, payloads);
    const [projectId = ""] = projectIds;
    await nameEverything(environment, person, projectId, payloads);
    const runs = await environment.owner.sql<{ id: string; name: string }[]>`
      select id, external_id as name from pipeline_runs where project_id = ${projectId} order by id`;
    const browser = await WatchedBrowser.open(url, person);
    let pages = 0;
    const visit = async (path: string, expected: readonly string[]) => {
      const text = await browser.visit(path);
      pages += 1;
      findings.hits += expected.length;
      for (const payload of expected)
        if (!text.includes(payload))
          findings.add(`${path.split("/").at(-1)} does not show ${payload}`);
    };
    try {
      await visit("/dashboard", payloads);
      const product = `/dashboard/products/${projectId}`;
      await visit(`${product}/ai-cost`, payloads.slice(0, 1));
      for (const path of scale === "short" ? [] : FURTHER_PAGES)
        await visit(`${product}/${path}`, []);
      await visit(`${product}/prices`, payloads);
      await visit(`${product}/send-usage`, payloads.slice(0, MOST_KEYS));
      for (const { id, name } of runs.slice(0, projects))
        await visit(`${product}/pipelines/${id}`, [name]);
      for (const [index, id] of projectIds.slice(0, projects).entries())
        await visit(`/dashboard/products/${id}/ai-cost`, payloads.slice(index, index + 1));
      for (const violation of browser.violations) findings.add(violation);
    } finally {
      await browser.close();
    }
    return { hits: findings.hits, figures: { texts, pages }, problems: findings.problems };
  },
});

async function nameProjects(
  { server }: Environment,
  person: Person,
  names: readonly string[],
): Promise<string[]> {
  const projectIds: string[] = [];
  for (const name of names) {
    const created = await mutate(server.url, person, "projects.create", { name });
    projectIds.push(dataOf<{ projectId: string }>(created).projectId);
  }
  return projectIds;
}

/** Creates a key, a price, an agent name, a run, a job, an agent and a model with each name. */
async function nameEverything(
  { server }: Environment,
  person: Person,
  projectId: string,
  names: readonly string[],
): Promise<void> {
  const set = async <Data>(procedure: string, input: object): Promise<Data> =>
    dataOf(await mutate(server.url, person, procedure, { projectId, ...input }));
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
  const response = await sendRaw(server.url, {
    path: "/api/v1/usage-events",
    method: "POST",
    headers: { ...bearer(keys[0] ?? ""), "content-type": "application/json" },
    body: JSON.stringify(events),
  });
  if (!response.text.includes(`"recorded":${names.length}`))
    throw new Error(
      `the events were not recorded: ${response.status} ${response.text.slice(0, 300)}`,
    );
}
