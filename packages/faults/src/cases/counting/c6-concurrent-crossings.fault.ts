import { setTimeout as sleep } from "node:timers/promises";
import { newWebhookSecret } from "@ai-cost/notifications";
import { startWebhookReceiver } from "@ai-cost/notifications/testing";
import { inClients } from "@ai-cost/testing";
import { type AlertServers, startAlertServers } from "../../alerts/alert-servers";
import {
  alertProblems,
  alertsOfMail,
  alertsOfWebhook,
  idsBySubject,
} from "../../alerts/received-alerts";
import { waitUntil } from "../../alerts/wait-until";
import { managersOf, SCOPES, spend, watchTenant } from "../../alerts/watched-tenant";
import type { Environment } from "../../environment/environment";
import { makeTenant, type Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import type { Random } from "../../runner/random";

/** Each tenant has two budgets, so there are twice as many crossings. */
const TENANTS = { short: 30, normal: 500, long: 2_000 };
const CLIENTS = 8;
/** The charges that are sent at the same time: none of them alone reaches 80 % of the limit. */
const FIRST_CENTS = 71;
const LAST_CENTS = Array<number>(9).fill(1);
/** Shorter than the minute between two looks at all projects. */
const ARRIVES_WITHIN_MS = 45_000;
const REPEATS_WITHIN_MS = 3_000;

faultCase({
  id: "C6",
  title:
    "a budget that nine writers on two servers carry over a threshold at once, with nothing after them, gets one alert",
  seenRedBy:
    "messages also for claims that another server has: 12 of 60 alerts came twice; and a look that forgets what happens meanwhile: alerts came a minute late",
  async run({ environment, scale, random }) {
    const secret = newWebhookSecret();
    const receiver = await startWebhookReceiver();
    environment.onReset(() => void receiver.close());
    const { servers, mail } = await startAlertServers(environment);
    const tenants = await makeWatchedTenants(environment, TENANTS[scale], {
      serverUrl: servers[0].url,
      channels: [{ kind: "webhook", url: receiver.url, secrets: [secret] }],
    });
    const crossing = { environment, servers, random };
    await inClients(CLIENTS, tenants, (tenant) => cross(crossing, tenant));
    const expected = tenants.length * SCOPES.length;
    const expectedMails = tenants.flatMap(managersOf).length * SCOPES.length;
    const webhooks = () => alertsOfWebhook(receiver, [secret]);
    const mails = () => alertsOfMail(mail, tenants);
    const slowestMs = await waitUntil(
      () => receiver.received.length >= expected && mails().length >= expectedMails,
      ARRIVES_WITHIN_MS,
    );
    // A server looks at all projects when it starts.
    await servers[1].terminate();
    await servers[1].start();
    await sleep(REPEATS_WITHIN_MS);
    return {
      hits: expected,
      figures: {
        "alerts by webhook": idsBySubject(webhooks()).size,
        "alerts by mail": idsBySubject(mails()).size,
        "last alert after the last charge, ms": slowestMs ?? "never",
      },
      problems: [
        ...problemsWhere([
          [slowestMs === null, "an alert came only when a server looked at all projects"],
        ]),
        ...alertProblems("the webhook", webhooks(), expected),
        ...alertProblems("the mail server", mails(), expectedMails),
      ],
    };
  },
});

/** Creates tenants with budgets. The oracle asks about the first ones only, because it asks everything of each. */
async function makeWatchedTenants(
  environment: Environment,
  count: number,
  options: Parameters<typeof watchTenant>[2],
): Promise<Tenant[]> {
  const tenants = await environment.makeTenants();
  const { owner, people } = environment;
  while (tenants.length < count) tenants.push(await makeTenant(owner.db, people, "stranger"));
  await inClients(CLIENTS, tenants, (tenant) => watchTenant(environment, tenant, options));
  return tenants;
}

interface CrossingContext {
  environment: Environment;
  servers: AlertServers["servers"];
  random: Random;
}

async function cross({ environment, servers, random }: CrossingContext, tenant: Tenant) {
  const [here, there] = servers;
  const own = random.fork(tenant.canary);
  await spend(environment, tenant, { serverUrl: here.url, cents: FIRST_CENTS, random: own });
  await Promise.all(
    LAST_CENTS.map((cents, writer) => {
      const { url: serverUrl } = writer % 2 === 0 ? here : there;
      return spend(environment, tenant, { serverUrl, cents, random: own });
    }),
  );
}
