import type { ServerResponse } from "node:http";
import { newWebhookSecret } from "@ai-cost/notifications";
import { startWebhookReceiver, type WebhookReceiver } from "@ai-cost/notifications/testing";
import { type AlertServers, startAlertServers } from "../../alerts/alert-servers";
import { channelStates } from "../../alerts/outbox-state";
import { alertProblems, alertsOfMail, alertsOfWebhook } from "../../alerts/received-alerts";
import { waitUntil } from "../../alerts/wait-until";
import { managersOf, SCOPES, spend, watchTenant } from "../../alerts/watched-tenant";
import type { Environment } from "../../environment/environment";
import type { Tenant } from "../../fixture/tenant";
import { faultCase } from "../../runner/fault-case";

const TENANTS = { short: 1, normal: 4, long: 20 };
/** The tenant reaches 80 % of the limit, and then 100 %. */
const CHARGES_CENTS = [85, 20];
/** A receiver that hangs is given up after 15 seconds. A failure is tried again after 5, and then after 5 minutes. */
const SETTLES_WITHIN_MS = 60_000;

/** What the receivers of a tenant answer to a message. */
const ANSWERS = {
  works: (response) => void response.writeHead(204).end(),
  recovers: (response, isRepeated) => void response.writeHead(isRepeated ? 204 : 503).end(),
  redirects: (response) => void response.writeHead(307, { location: "/inside" }).end(),
  isGone: (response) => void response.writeHead(410).end(),
  hangs: () => {},
} satisfies Record<string, (response: ServerResponse, isRepeated: boolean) => void>;

type Behaviour = keyof typeof ANSWERS;
const BEHAVIOURS = Object.keys(ANSWERS) as Behaviour[];

/** What the database must say about each message to a receiver. */
const STATES: Record<Behaviour, RegExp> = {
  works: /^delivered$/,
  recovers: /^delivered$/,
  redirects: /^redirected \(307\), which is not followed$/,
  isGone: /^(?:answered 410|the channel has ended), given up, channel ended$/,
  hangs: /^no answer within 15 seconds$/,
};

faultCase({
  id: "F17",
  title:
    "a receiver that fails, hangs, redirects or is gone loses no alert of another one, and gets each alert with one id",
  seenRedBy:
    "410 as a failure that is tried again: receivers that are gone got 8 requests instead of 2",
  async run({ environment, scale, random }) {
    // Two secrets, as while one is replaced by the other.
    const secrets = [newWebhookSecret(), newWebhookSecret()];
    const receiver = await startReceiver();
    environment.onReset(() => void receiver.close());
    const { servers, mail } = await startAlertServers(environment);
    const serverUrl = servers[0].url;
    const channels = BEHAVIOURS.map((name) => ({
      ...{ name, kind: "webhook" as const, secrets },
      url: `${receiver.url}/${name}`,
    }));
    const tenants: Tenant[] = [];
    for (let number = 0; number < TENANTS[scale]; number += 1) {
      const tenant = await environment.makeTenant();
      await watchTenant(environment, tenant, { serverUrl, channels });
      tenants.push(tenant);
    }
    const context = { environment, receiver, secrets, mail, tenants };
    const problems: string[] = [];
    for (const [index, cents] of CHARGES_CENTS.entries()) {
      await Promise.all(
        tenants.map((tenant) => spend(environment, tenant, { serverUrl, cents, random })),
      );
      const look = () => stateProblems(context, index + 1);
      await waitUntil(async () => (await look()).length === 0, SETTLES_WITHIN_MS);
      problems.push(...(await look()), ...receivedProblems(context, index + 1));
    }
    return {
      hits: receiver.received.length,
      figures: Object.fromEntries(
        BEHAVIOURS.map((name) => [
          `requests to one that ${name}`,
          requestsTo(receiver, name).length,
        ]),
      ),
      problems: [...new Set(problems)],
    };
  },
});

/** Starts a receiver that answers as the path of its URL says. */
function startReceiver(): Promise<WebhookReceiver> {
  const seenIds = new Set<unknown>();
  return startWebhookReceiver((response, { path = "", headers }) => {
    const behaviour = BEHAVIOURS.find((name) => path === `/${name}`);
    const id = `${path} ${headers["webhook-id"]}`;
    const isRepeated = seenIds.has(id);
    seenIds.add(id);
    if (behaviour) ANSWERS[behaviour](response, isRepeated);
    else response.writeHead(404).end();
  });
}

const requestsTo = ({ received }: WebhookReceiver, path: string) =>
  received.filter((request) => request.path === `/${path}`);

interface Context extends Pick<AlertServers, "mail"> {
  environment: Environment;
  receiver: WebhookReceiver;
  secrets: readonly string[];
  tenants: readonly Tenant[];
}

/** Compares what the database says about the messages to channels with what their receivers did. */
async function stateProblems(
  { environment, tenants }: Context,
  thresholds: number,
): Promise<string[]> {
  const problems: string[] = [];
  for (const { projectId } of tenants) {
    const states = await channelStates(environment.owner.sql, projectId);
    const due = states.filter(({ channel }) => channel !== "isGone").length;
    const expected = (BEHAVIOURS.length - 1) * SCOPES.length * thresholds;
    if (due !== expected) problems.push(`there are ${due} of ${expected} messages`);
    for (const { channel, state } of states)
      if (!STATES[channel as Behaviour].test(state))
        problems.push(`the alert to a receiver that ${channel} is: ${state}`);
  }
  return problems;
}

/** Compares what has arrived with the alerts of so many thresholds. */
function receivedProblems(context: Context, thresholds: number): string[] {
  const { receiver, secrets, mail, tenants } = context;
  const budgets = tenants.length * SCOPES.length;
  const expected = { works: thresholds, recovers: thresholds, redirects: thresholds };
  const mails = tenants.flatMap(managersOf).length * SCOPES.length * thresholds;
  const gone = requestsTo(receiver, "isGone").length;
  return [
    ...Object.entries(expected).flatMap(([name, count]) => {
      const alerts = alertsOfWebhook({ received: requestsTo(receiver, name) }, secrets);
      return alertProblems(`a receiver that ${name}`, alerts, budgets * count);
    }),
    ...alertProblems("the mail server", alertsOfMail(mail, tenants), mails),
    ...(gone > budgets ? [`receivers that are gone got ${gone} requests`] : []),
    ...(requestsTo(receiver, "inside").length > 0 ? ["a redirect was followed"] : []),
  ];
}
