import { expect, test } from "vitest";
import { z } from "zod";
import type { BudgetAlert } from "../alerts/alert";
import { budgetWords } from "./budget-words";
import { channelWords } from "./channel-words";
import { slackMessage } from "./slack-message";

/**
 * The part of Slack's documented format that an incoming webhook accepts and that is used here, with the
 * limits of docs.slack.dev: blocks, header block, section block, text object.
 */
const plainText = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
const markup = z.strictObject({
  type: z.literal("mrkdwn"),
  text: z.string().min(1).max(3_000),
  verbatim: z.boolean().optional(),
});
const block = z.union([
  z.strictObject({ type: z.literal("header"), text: plainText(150) }),
  z.strictObject({ type: z.literal("section"), text: z.union([plainText(3_000), markup]) }),
]);
const documented = z.strictObject({
  // Slack cuts a longer text, and recommends at most 4,000 characters.
  text: z.string().min(1).max(4_000),
  mrkdwn: z.boolean().optional(),
  blocks: z.array(block).min(1).max(50),
});

const URL = "https://cost.example.com/dashboard/products/1/budgets";
const ALERT: BudgetAlert = {
  projectId: "1",
  productName: "Checkout agents",
  kind: "threshold",
  budget: { id: "1", kind: "agent_type", value: "testing", name: "Testing" },
  month: "2026-11",
  threshold: 80,
  version: 1,
  limitMicroUsd: 100_000_000n,
  spentMicroUsd: 85_000_000n,
  unpricedCharges: 0,
  forecast: null,
  lastThresholdDay: null,
  contributors: [{ name: "Testing", costMicroUsd: 85_000_000n }],
  at: new Date("2026-11-28T12:00:00Z"),
};
const messageOf = (alert: Partial<BudgetAlert> = {}) =>
  documented.parse(slackMessage(budgetWords({ ...ALERT, ...alert }), URL));

test("the message has the alert as its header, what happened, and a link", () => {
  expect(messageOf()).toMatchObject({
    text: "The budget for Testing of “Checkout agents” has reached 80 % of its limit",
    blocks: [
      {
        text: { text: "The budget for Testing of “Checkout agents” has reached 80 % of its limit" },
      },
      { text: { text: expect.stringContaining("$85.00 of $100.00 is spent this month (UTC)") } },
      { text: { text: `<${URL}|Open the budgets of the product>` } },
    ],
  });
});

const NAMES = [
  "x".repeat(10_000),
  "<".repeat(500),
  "&".repeat(500),
  "🔥".repeat(500),
  "\n\n",
  "م".repeat(500),
];

test.each(NAMES)("a name such as %j keeps the message within Slack's limits", (name) => {
  const long = { value: name, name };
  messageOf({
    productName: name,
    budget: { id: "1", kind: "model", ...long },
    contributors: Array.from({ length: 100 }, () => ({ name, costMicroUsd: 10n ** 12n })),
    forecast: { amountMicroUsd: 10n ** 12n, lowMicroUsd: 10n ** 12n, highMicroUsd: 10n ** 12n },
  });
  const channel = { id: "1", kind: "webhook" as const, name };
  const { projectId, at } = ALERT;
  const words = channelWords({
    ...{ projectId, at, productName: name, channel },
    kind: "channel_broken",
    reason: name.slice(0, 200) || "answered 500",
  });
  documented.parse(slackMessage(words, URL));
});

test("a cut header ends between two characters", () => {
  const { blocks } = messageOf({
    productName: "🔥".repeat(60),
    budget: { id: "1", kind: "model", value: "x", name: `a${"🔥".repeat(60)}` },
  });
  const header = blocks[0]?.text.text ?? "";
  expect(header).toMatch(/…$/);
  expect(header).not.toMatch(/\p{Cs}/u);
});

test.each([
  "*bold* _it_ `code` ~gone~",
  "<!channel>",
  "<@U1>",
  "<https://evil.example|Open>",
  ":fire:",
  "&lt;",
])("the name %j is plain text", (name) => {
  const { text, mrkdwn, blocks } = messageOf({ productName: name });
  expect([text.includes("<"), text.replace(/&(?:amp|lt|gt);/g, "").includes("&")]).toEqual([
    false,
    false,
  ]);
  expect(mrkdwn).toBe(false);
  const withName = blocks.filter(({ text: { text } }) => text.includes(name));
  expect(withName.map(({ text: { type } }) => type)).toEqual(["plain_text"]);
});
