import { startWebhookReceiver } from "@ai-cost/notifications/testing";
import { startAlertServers } from "../../alerts/alert-servers";
import { waitUntil } from "../../alerts/wait-until";
import { managersOf, SCOPES, spend, watchTenant } from "../../alerts/watched-tenant";
import type { Environment } from "../../environment/environment";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import type { Random } from "../../runner/random";

/** The projects of one person. From a hundred on, they could keep every delivery of a process busy. */
const ATTACKERS = { short: 10, normal: 30, long: 120 };
const CHANNELS_OF_ATTACKER = 3;
/** As many deliveries as the projects of one person get at the same time. */
const HANGING = 40;
const HANGS_WITHIN_MS = 30_000;
/** Less than the 15 seconds after which a receiver that hangs is given up. */
const ARRIVES_WITHIN_MS = 10_000;

faultCase({
  id: "L7",
  title: "the receivers of a person's many projects that hang hold up no alert of another person",
  seenRedBy:
    "the version of 28 November 2026 with eight deliveries at a time for all projects: no alert of another project came within ten seconds",
  async run({ environment, scale, random }) {
    const hanging = await startWebhookReceiver(() => {});
    const receiver = await startWebhookReceiver();
    environment.onReset(() => void hanging.close());
    environment.onReset(() => void receiver.close());
    const { servers, mail } = await startAlertServers(environment);
    const serverUrl = servers[0].url;
    const attacked = { environment, serverUrl, random };
    const attackers = ATTACKERS[scale];
    for (let number = 0; number < attackers; number += 1)
      await crossWith(attacked, "stranger", Array<string>(CHANNELS_OF_ATTACKER).fill(hanging.url));
    await waitUntil(() => hanging.received.length >= Math.min(attackers, HANGING), HANGS_WITHIN_MS);
    const mailsBefore = mail.received.length;
    const victim = await crossWith(attacked, "team", [receiver.url]);
    const mailsOfVictim = () =>
      mail.received.slice(mailsBefore).filter(({ subject }) => subject?.includes(victim.canary));
    const expectedMails = managersOf(victim).length * SCOPES.length;
    const arrivedMs = await waitUntil(
      () => receiver.received.length === SCOPES.length && mailsOfVictim().length === expectedMails,
      ARRIVES_WITHIN_MS,
    );
    return {
      hits: hanging.received.length,
      figures: {
        "receivers that hang": attackers * CHANNELS_OF_ATTACKER,
        "alerts of another project after, ms": arrivedMs ?? "never",
      },
      problems: problemsWhere([
        [
          arrivedMs === null,
          `of ${SCOPES.length} and ${expectedMails} alerts, ${receiver.received.length} and ${mailsOfVictim().length} arrived within ${ARRIVES_WITHIN_MS / 1_000} seconds`,
        ],
      ]),
    };
  },
});

interface Attacked {
  environment: Environment;
  serverUrl: string;
  random: Random;
}

/** Creates a project with these webhooks that reaches a threshold of its budgets. */
async function crossWith(
  { environment, serverUrl, random }: Attacked,
  whose: "team" | "stranger",
  urls: readonly string[],
) {
  const tenant = await environment.makeTenant(whose);
  const channels = urls.map((url) => ({ kind: "webhook" as const, url }));
  await watchTenant(environment, tenant, { serverUrl, channels });
  await spend(environment, tenant, { serverUrl, cents: 85, random });
  return tenant;
}
