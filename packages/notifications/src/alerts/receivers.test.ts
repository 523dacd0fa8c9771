import { ALERT_KINDS } from "@ai-cost/db";
import { expect, test } from "vitest";
import { chooseReceivers, type PossibleReceivers } from "./receivers";

type Channel = PossibleReceivers["channels"][number];

const PROJECT = "project";
const aChannel = (id: string, parts: Partial<Channel> = {}): Channel => ({
  id,
  kind: "webhook",
  isOn: true,
  alertKinds: [...ALERT_KINDS],
  confirmedAt: null,
  ...parts,
});
const MANAGERS = aChannel(PROJECT, { kind: "email" });
const HOOK = aChannel("hook");
const SLACK = aChannel("slack", { kind: "slack" });
const ADDRESS = aChannel("address", { kind: "email", confirmedAt: new Date(0) });

interface Case {
  channels: Channel[];
  channelIds?: string[];
  except?: string;
  sendsMail?: boolean;
  gets: string[] | string;
}

test.each<[string, Case]>([
  [
    "every channel by default",
    { channels: [MANAGERS, HOOK, SLACK, ADDRESS], gets: ["owner", "hook", "slack", "address"] },
  ],
  ["none that is off", { channels: [{ ...MANAGERS, isOn: false }, HOOK], gets: ["hook"] }],
  [
    "none that does not get the kind",
    { channels: [MANAGERS, { ...HOOK, alertKinds: ["forecast"] }], gets: ["owner"] },
  ],
  [
    "no address that is not confirmed",
    { channels: [MANAGERS, { ...ADDRESS, confirmedAt: null }], gets: ["owner"] },
  ],
  [
    "those that the budget chose",
    { channels: [MANAGERS, HOOK, SLACK], channelIds: ["slack"], gets: ["slack"] },
  ],
  [
    "the owners and admins, when the budget chose them",
    { channels: [MANAGERS, HOOK], channelIds: [PROJECT], gets: ["owner"] },
  ],
  [
    "all, when none of the chosen ones exists",
    { channels: [MANAGERS, HOOK], channelIds: ["ended"], gets: ["owner", "hook"] },
  ],
  ["none that the alert is about", { channels: [MANAGERS, HOOK], except: "hook", gets: ["owner"] }],
  [
    "no owner that the alert is about",
    { channels: [MANAGERS, HOOK], except: PROJECT, gets: ["hook"] },
  ],
  [
    "no mail without a mail server",
    { channels: [MANAGERS, ADDRESS, HOOK], sendsMail: false, gets: ["hook"] },
  ],
  [
    "nobody, because there is no mail server",
    { channels: [MANAGERS], sendsMail: false, gets: "no_mail_server" },
  ],
  [
    "nobody, because all are off",
    { channels: [{ ...MANAGERS, isOn: false }], sendsMail: false, gets: "no_channel" },
  ],
  [
    "nobody, because the chosen one is off",
    { channels: [MANAGERS, { ...HOOK, isOn: false }], channelIds: ["hook"], gets: "no_channel" },
  ],
])("an alert goes to %s", (_, { channels, channelIds, except, sendsMail = true, gets }) => {
  const possible = { projectId: PROJECT, channels, managers: ["owner"], sendsMail };
  const chosen = chooseReceivers(possible, {
    kind: "threshold",
    channelIds: channelIds ?? null,
    ...(except && { exceptChannelId: except }),
  });
  if (typeof chosen === "string") return expect(chosen).toBe(gets);
  expect([...chosen.recipients, ...chosen.channels.map(({ id }) => id)]).toEqual(gets);
});
