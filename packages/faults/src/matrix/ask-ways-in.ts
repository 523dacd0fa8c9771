import { newId } from "@ai-cost/db";
import { exchange } from "@ai-cost/testing";
import type { Found } from "../report/found";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import { usageRequest, WAYS } from "../rig/usage";
import { bearer, type Estates } from "./askers";
import { firstDifference, plainAnswer } from "./plain-answer";

/** Keys that open nothing, by what is wrong with them. */
export const badKeys = ({ team, strangers }: Estates): Record<string, string> => {
  const good = team.tenant.key;
  const spliced = (projectId: string) =>
    good.replace(/^aicost_[0-9a-f]{32}/, `aicost_${projectId.replaceAll("-", "")}`);
  return {
    "a revoked key": team.revokedKey,
    "a key with another project in it": spliced(strangers.ids.projectId),
    "a key with no project's id in it": spliced(newId()),
    "a key cut by one": good.slice(0, -1),
    "a key with one more": `${good}x`,
    "a key in capitals": good.toUpperCase(),
    "an id": team.ids.keyId,
    nothing: "",
  };
};

/** Sends usage by every way under every bad key: all are refused alike, and nothing is stored. */
export async function askWaysIn(
  rig: Rig,
  estates: Estates,
  random: Random,
  found: Found,
): Promise<void> {
  for (const way of WAYS) {
    // Not of the model's project: nothing of it may arrive anywhere.
    const nowhere = { ...estates.team.tenant, projectId: newId() };
    const usage = usageRequest(rig.model, nowhere, random.fork(way), { calls: 1, way });
    const answers = new Map<string, string>();
    for (const [name, key] of Object.entries(badKeys(estates))) {
      const headers = { "content-type": usage.mediaType, ...(key && bearer(key)) };
      const { path, body } = usage;
      const answer = await exchange(rig.server.url, { method: "POST", path, headers, body });
      found.hits += 1;
      if (answer.status !== 401) found.problem(`${way} answers ${name} ${answer.status}`);
      answers.set(name, plainAnswer(answer, []));
    }
    const [first, ...others] = [...answers.values()];
    for (const other of others)
      if (other !== first) found.problem(`${way}: ${firstDifference(`${first}`, other)}`);
  }
}
