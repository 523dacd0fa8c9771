import { memberships } from "@ai-cost/db";
import {
  type Answer,
  ask,
  change,
  dataOf,
  makePerson,
  type Person,
  request,
} from "@ai-cost/testing";
import type { FaultCase, Scale } from "../case";
import { type Estate, makeEstate } from "../matrix/estate";
import { Found } from "../report/found";
import type { Rig } from "../rig/rig";

const SCALES: Record<Scale, number> = { short: 1, normal: 30, long: 200 };
const CLIENTS = 4;

export const takenAway: FaultCase = {
  id: "A6",
  title:
    "a role, a membership or a key that is taken away is gone for every request begun after it",
  seenRedBy: "a gate that does not ask whose a project is",
  async run(rig, scale, random) {
    const found = new Found();
    const team = await makeEstate(rig, "team", random.fork("team"));
    const person = await makePerson(rig.owner.db, rig.server.url, "demoted");
    let requests = 0;
    for (let round = 0; round < SCALES[scale]; round += 1) {
      for (const loss of lossesOf(rig, team, person)) {
        await loss.prepare();
        requests += await tryLoss(loss, found);
      }
    }
    return { hits: found.hits, figures: { requests }, problems: found.problems };
  },
};

interface Loss {
  what: string;
  prepare(): Promise<unknown>;
  /** What may be done until it is taken away. */
  act(): Promise<Answer>;
  takeAway(): Promise<unknown>;
  refusal: number;
}

function lossesOf(rig: Rig, team: Estate, person: Person): Loss[] {
  const { url } = rig.server;
  const { projectId } = team.ids;
  const { email, id: userId } = person;
  const join = async (role: "admin" | "member") => {
    const row = { projectId, userId, role, createdAt: new Date() };
    const target = [memberships.projectId, memberships.userId];
    await rig.owner.db
      .insert(memberships)
      .values(row)
      .onConflictDoUpdate({ target, set: { role } });
  };
  const asOwner = (procedure: string, input: object) =>
    change(url, team.owner, procedure, { projectId, ...input }).then(dataOf);
  const key = { id: "", text: "" };
  return [
    {
      what: "an admin made a member",
      prepare: () => join("admin"),
      act: () => change(url, person, "aiCost.setBudgetLimit", { projectId, limitDollars: 99 }),
      takeAway: () => asOwner("projects.changeMemberRole", { email, role: "member" }),
      refusal: 403,
    },
    {
      what: "a removed member",
      prepare: () => join("member"),
      act: () => ask(url, person, "aiCost.getMonthlySummary", { projectId }),
      takeAway: () => asOwner("projects.removeMember", { email }),
      refusal: 404,
    },
    {
      what: "a revoked key",
      prepare: async () => {
        const made = await change(url, team.owner, "ingestKeys.create", {
          projectId,
          name: "Short",
        });
        const { keyId, text } = dataOf<{ keyId: string; text: string }>(made);
        Object.assign(key, { id: keyId, text });
      },
      act: () => send(rig, key.text),
      takeAway: () => asOwner("ingestKeys.revoke", { keyId: key.id }),
      refusal: 401,
    },
  ];
}

/** A batch of nothing, which a good key may send. */
function send({ server }: Rig, key: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const url = new URL("/api/v1/usage-events", server.url);
  return request(url, { method: "POST", headers, body: "[]" });
}

/** Acts without a pause while it is taken away; how many requests that were. */
async function tryLoss({ what, act, takeAway, refusal }: Loss, found: Found): Promise<number> {
  if ((await act()).status !== 200) found.problem(`before it was taken away: ${what}`);
  let takenAtMs = Number.POSITIVE_INFINITY;
  let requests = 0;
  const client = async () => {
    for (let after = 0; after < 2; ) {
      const begunAtMs = performance.now();
      const { status } = await act();
      requests += 1;
      if (begunAtMs < takenAtMs) continue;
      after += 1;
      if (status !== refusal) found.problem(`${what} is answered ${status} at the next request`);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  await takeAway();
  takenAtMs = performance.now();
  found.hits += 1;
  await Promise.all(clients);
  return requests;
}
