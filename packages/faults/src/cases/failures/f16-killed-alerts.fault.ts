import { setTimeout as sleep } from "node:timers/promises";
import { newWebhookSecret } from "@ai-cost/notifications";
import { startWebhookReceiver } from "@ai-cost/notifications/testing";
import { startAlertServers } from "../../alerts/alert-servers";
import { countWaiting, passTime } from "../../alerts/outbox-state";
import {
  alertProblems,
  alertsOfMail,
  alertsOfWebhook,
  idsBySubject,
} from "../../alerts/received-alerts";
import { waitUntil } from "../../alerts/wait-until";
import { managersOf, SCOPES, spend, watchTenant } from "../../alerts/watched-tenant";
import type { Environment } from "../../environment/environment";
import type { ServerProcess } from "../../environment/server-process";
import { makeTenant, type Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";

type Victim = "server" | "postgres";

const PAIR: Victim[] = ["postgres", "server"];
/** Who is killed in each round. Only a server that starts looks at all projects at once. */
const ROUNDS: Record<"short" | "normal" | "long", Victim[]> = {
  short: PAIR,
  normal: [...Array<Victim[]>(7).fill(PAIR).flat(), "postgres"],
  long: [...Array<Victim[]>(100).fill(PAIR).flat(), "postgres"],
};
const TENANTS_PER_ROUND = 8;
/** More than 80 % of the limit. */
const CENTS = 85;
/** What a receiver takes for an answer, so that there are deliveries that a kill can interrupt. */
const ANSWERS_AFTER_MS = 150;
/** The longest time from the first message of a round to the kill. Its delivery has not ended then. */
const LATEST_KILL_MS = 100;
const FIRST_MESSAGE_WITHIN_MS = 10_000;
/** Longer than the minute between two looks at all projects. */
const ARRIVES_WITHIN_MS = 100_000;

faultCase({
  id: "F16",
  title:
    "an alert is sent once, and never not, when a server or Postgres is killed between charge, decision and delivery",
  seenRedBy:
    "claim and messages in two transactions: 16 of 32 alerts never came; and a claim of a message that does not end: 9 of 32 mails never came",
  async run({ environment, scale, random }) {
    const secret = newWebhookSecret();
    const receiver = await startWebhookReceiver(
      (response) => void setTimeout(() => response.writeHead(204).end(), ANSWERS_AFTER_MS),
    );
    environment.onReset(() => void receiver.close());
    const { servers, mail } = await startAlertServers(environment, {
      onMailFrom: (_address, _session, done) => void setTimeout(done, ANSWERS_AFTER_MS),
    });
    const serverUrl = servers[0].url;
    const channels = [{ kind: "webhook", url: receiver.url, secrets: [secret] }] as const;
    const waiting = { decisions: 0, deliveries: 0 };
    const sent = { webhooks: 0, mails: 0 };
    const watched: Tenant[] = [];
    const messagesSoFar = () => receiver.received.length + mail.received.length;
    for (const victim of ROUNDS[scale]) {
      const tenants = await makeRound(environment);
      watched.push(...tenants);
      const before = messagesSoFar();
      for (const tenant of tenants) await watchTenant(environment, tenant, { serverUrl, channels });
      await Promise.all(
        tenants.map((tenant) => spend(environment, tenant, { serverUrl, cents: CENTS, random })),
      );
      await waitUntil(() => messagesSoFar() > before, FIRST_MESSAGE_WITHIN_MS);
      await sleep(random.integer(0, LATEST_KILL_MS));
      await KILL[victim](environment, servers[0]);
      const projectIds = tenants.map(({ projectId }) => projectId);
      const { decisions, deliveries } = await countWaiting(
        environment.owner.sql,
        projectIds,
        SCOPES.length,
      );
      waiting.decisions += decisions;
      waiting.deliveries += deliveries;
      sent.webhooks += tenants.length * SCOPES.length;
      sent.mails += tenants.flatMap(managersOf).length * SCOPES.length;
      await endClaims(environment, victim);
      if (!servers[0].isRunning) await servers[0].start();
    }
    const webhooks = () => alertsOfWebhook(receiver, [secret]);
    const mails = () => alertsOfMail(mail, watched);
    const slowestMs = await waitUntil(
      () =>
        idsBySubject(webhooks()).size >= sent.webhooks && idsBySubject(mails()).size >= sent.mails,
      ARRIVES_WITHIN_MS,
    );
    return {
      hits: waiting.decisions + waiting.deliveries,
      figures: {
        alerts: sent.webhooks,
        "decisions interrupted": waiting.decisions,
        "deliveries interrupted": waiting.deliveries,
        "messages that came again with the same id":
          webhooks().length + mails().length - sent.webhooks - sent.mails,
        "last alert after the last kill, ms": slowestMs ?? "never",
      },
      problems: [
        ...alertProblems("the webhook", webhooks(), sent.webhooks),
        ...alertProblems("the mail server", mails(), sent.mails),
      ],
    };
  },
});

/** Creates the tenants of a round. The oracle asks about the first one only, because it asks everything of it. */
async function makeRound(environment: Environment) {
  const { owner, people } = environment;
  const tenants = [await environment.makeTenant("stranger")];
  while (tenants.length < TENANTS_PER_ROUND)
    tenants.push(await makeTenant(owner.db, people, "stranger"));
  return tenants;
}

/** Kills a victim. Postgres is started again at once, because the servers must go on by themselves. */
const KILL: Record<Victim, (environment: Environment, server: ServerProcess) => Promise<void>> = {
  server: (_environment, server) => server.kill(),
  async postgres({ postgres }) {
    await postgres.kill();
    await postgres.start();
  },
};

/** Ends the claims that nobody works on any more, which would otherwise take two minutes. */
async function endClaims({ owner }: Environment, victim: Victim): Promise<void> {
  // The server is still running and records what it was delivering.
  if (victim === "postgres") await sleep(3_000);
  await passTime(owner.sql);
}
