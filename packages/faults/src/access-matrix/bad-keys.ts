import { newId } from "@ai-cost/db";
import { sendRaw } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import type { Findings } from "../runner/findings";
import type { Random } from "../runner/random";
import { FORMATS, usageRequest } from "../traffic/usage";
import { bearer, type Fixtures } from "./actors";
import { comparableText, firstDifference } from "./comparable-response";

/** Returns invalid ingest keys. The name of each key says what is wrong with it. */
export const badKeys = ({ team, strangers }: Fixtures): Record<string, string> => {
  const { key } = team.tenant;
  const withProject = (projectId: string) =>
    key.replace(/^aicost_[0-9a-f]{32}/, `aicost_${projectId.replaceAll("-", "")}`);
  return {
    "a revoked key": team.revokedKey,
    "a key with the id of another project": withProject(strangers.ids.projectId),
    "a key with an id of no project": withProject(newId()),
    "a key without its last character": key.slice(0, -1),
    "a key with one more character": `${key}x`,
    "a key in capital letters": key.toUpperCase(),
    "the id of a key": team.ids.keyId,
    "no key": "",
  };
};

/** Sends usage in every format with every bad key. The refusal must be the same for all keys. */
export async function sendWithBadKeys(
  environment: Environment,
  fixtures: Fixtures,
  random: Random,
  findings: Findings,
): Promise<void> {
  for (const format of FORMATS) {
    // The model is not told that this usage was sent to the team, because the server must refuse it.
    const nowhere = { ...fixtures.team.tenant, projectId: newId() };
    const usage = usageRequest(environment.model, nowhere, random.fork(format), {
      calls: 1,
      format,
    });
    const texts: string[] = [];
    for (const [name, key] of Object.entries(badKeys(fixtures))) {
      const headers = { "content-type": usage.mediaType, ...(key && bearer(key)) };
      const { path, body } = usage;
      const response = await sendRaw(environment.server.url, {
        method: "POST",
        path,
        headers,
        body,
      });
      findings.hits += 1;
      if (response.status !== 401)
        findings.add(`${format} with ${name} has the status ${response.status}`);
      texts.push(comparableText(response, []));
    }
    const [first = "", ...others] = texts;
    for (const other of others)
      if (other !== first) findings.add(`${format}: ${firstDifference(first, other)}`);
  }
}
