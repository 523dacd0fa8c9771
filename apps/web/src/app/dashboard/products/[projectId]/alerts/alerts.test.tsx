import type { Role } from "@ai-cost/domain";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { polyfillDialogs } from "@/components/dialog/dialog-element.testing";
import {
  conflict,
  internalError,
  type Procedures,
  renderWithProcedures,
} from "@/trpc/testing/render-with-procedures";
import { AS_OF, aProject, PROJECT_ID } from "../testing/outputs";
// Loaded before the tests, so that no test waits for an import.
import "./_components/channel-dialogs";
import { Alerts } from "./alerts";
import type { Alert, AlertMessage, Channel, Delivery } from "./outputs";

beforeAll(polyfillDialogs);
afterEach(cleanup);

const SENT_AT = "2026-11-23T10:21:00.000Z";
const NEXT_AT = "2026-11-23T14:10:00.000Z";
const WEBHOOK_ID = "01938f2e-7c00-7000-8000-00000000cafe";

const aDelivery = (parts: Partial<Delivery> = {}): Delivery => ({
  state: "delivered",
  at: SENT_AT,
  reason: null,
  attempt: 1,
  maxAttempts: 10,
  nextAttemptAt: null,
  what: "threshold",
  threshold: 90,
  recipients: 1,
  ...parts,
});

const managers = (parts: Partial<Channel> = {}): Channel => ({
  channelId: PROJECT_ID,
  isManagers: true,
  kind: "email",
  name: "",
  target: null,
  isOn: true,
  alertKinds: ["threshold", "forecast", "channelBroken"],
  state: "working",
  endReason: null,
  secretsUntil: null,
  lastDelivery: aDelivery({ recipients: 2 }),
  ...parts,
});

const webhook = (parts: Partial<Channel> = {}): Channel => ({
  ...managers(),
  channelId: WEBHOOK_ID,
  isManagers: false,
  kind: "webhook",
  name: "on-call",
  target: "https://ops.example.com/hooks/ai-cost",
  lastDelivery: null,
  ...parts,
});

const RETRYING = {
  state: "retrying",
  reason: "answered 503",
  attempt: 4,
  nextAttemptAt: NEXT_AT,
} as const;

const aMessage = (parts: Partial<AlertMessage> = {}): AlertMessage => {
  const { what: _, threshold: __, recipients: ___, ...delivery } = aDelivery();
  return {
    ...delivery,
    messageId: `${parts.channelId} ${parts.name}`,
    channelId: PROJECT_ID,
    channelKind: "email",
    name: "ada@example.com",
    isResendable: false,
    ...parts,
  };
};

const toWebhook = (parts: Partial<AlertMessage> = {}) =>
  aMessage({ channelId: WEBHOOK_ID, channelKind: "webhook", name: "on-call", ...parts });

const anAlert = (parts: Partial<Alert> = {}): Alert => ({
  alertId: "1",
  at: SENT_AT,
  kind: "threshold",
  subject: { kind: "project", id: PROJECT_ID, name: null },
  month: "2026-11",
  threshold: 90,
  limit: 560,
  spent: 504,
  unpricedCharges: 0,
  forecast: null,
  reason: null,
  unsentReason: null,
  messages: [aMessage(), aMessage({ name: "grace@example.com" }), toWebhook()],
  isResendable: false,
  ...parts,
});

const MAIL = { configured: true, recipients: ["ada@example.com", "grace@example.com"] };

interface Shown {
  channels?: Channel[];
  alerts?: Alert[];
  mail?: typeof MAIL;
  role?: Role;
  procedures?: Procedures;
  search?: string;
}

function show({ channels = [managers(), webhook()], alerts = [], mail = MAIL, ...rest }: Shown) {
  const { role = "owner", procedures = {}, search = "" } = rest;
  return renderWithProcedures(<Alerts project={aProject({ role })} asOf={AS_OF} />, {
    procedures: {
      "alerts.channels": () => ({ mail, channels }),
      "alerts.list": () => alerts,
      "alerts.setChannel": () => ({}),
      "alerts.testChannel": () => ({}),
      "alerts.resend": () => ({ messages: 1 }),
      ...procedures,
    },
    search,
  });
}

const plain = (text: string | null | undefined) => (text ?? "").replaceAll("\u202f", " ");
const cardOf = (name: string) => screen.findByRole("region", { name });
const rows = async () => {
  const table = await screen.findByRole("table", { name: "Sent alerts, newest first" });
  return within(table)
    .getAllByRole("row")
    .slice(1)
    .map(({ textContent }) => plain(textContent));
};

describe("a channel", () => {
  test("says where it leads and what became of its last message", async () => {
    show({ channels: [managers(), webhook({ lastDelivery: aDelivery(RETRYING) })] });
    expect(plain((await cardOf("E-mail")).textContent)).toBe(
      "E-mailTo the owners and admins: ada@example.com, grace@example.com" +
        "Send test" +
        "Last message delivered23 Nov, 10:21 UTC · Budget threshold 90 % · 2 recipients",
    );
    const text = plain((await cardOf("on-call")).textContent);
    expect(text).toContain("https://ops.example.com/hooks/ai-cost");
    expect(text).toContain(
      "Not delivered, trying again23 Nov, 10:21 UTC · Budget threshold 90 % · answered 503 · attempt 4 of 10 · next 23 Nov, 14:10 UTC",
    );
  });

  test("is switched off, and a refusal is shown in its card", async () => {
    const { user, inputsOf } = show({
      procedures: { "alerts.setChannel": () => conflict("Not now.") },
    });
    await user.click(await screen.findByRole("switch", { name: "Send to on-call" }));
    expect(inputsOf("alerts.setChannel")).toEqual([
      { projectId: PROJECT_ID, channelId: WEBHOOK_ID, isOn: false },
    ]);
    expect((await cardOf("on-call")).textContent).toContain("Not now.");
  });

  test("gets a test, whose outcome is shown as soon as it is known", async () => {
    const outcomes = [
      null,
      aDelivery({ what: "test", state: "waiting" }),
      aDelivery({ what: "test", state: "givenUp", reason: "answered 404", maxAttempts: 1 }),
    ];
    const { user } = show({
      procedures: {
        "alerts.channels": () => ({
          mail: MAIL,
          channels: [
            webhook({
              lastDelivery:
                outcomes.length > 1 ? (outcomes.shift() ?? null) : (outcomes[0] ?? null),
            }),
          ],
        }),
      },
    });
    await user.click(await screen.findByRole("button", { name: "Send test to on-call" }));
    const card = await cardOf("on-call");
    await waitFor(() => expect(card.textContent).toContain("Test is being sent"));
    await waitFor(() => expect(card.textContent).toContain("Test not delivered"), {
      timeout: 3_000,
    });
    expect(card.textContent).toContain("answered 404");
  });

  test("without a mail server says so and how to get one", async () => {
    show({ mail: { ...MAIL, configured: false }, channels: [managers({ lastDelivery: null })] });
    const card = await cardOf("E-mail");
    expect(card.textContent).toContain("see E-mail in docs/operate.md");
    expect(within(card).queryByRole("button")).toBeNull();
  });

  test("that is not confirmed gets the link again", async () => {
    const address = webhook({
      kind: "email",
      name: "eve@example.com",
      target: null,
      state: "unconfirmed",
    });
    const { user, inputsOf } = show({
      channels: [managers(), address],
      procedures: { "alerts.confirmAgain": () => ({}) },
    });
    await user.click(
      await screen.findByRole("button", { name: "Send the link to eve@example.com again" }),
    );
    expect(screen.queryByRole("button", { name: "Send test to eve@example.com" })).toBeNull();
    expect(inputsOf("alerts.confirmAgain")).toHaveLength(1);
  });

  test("that ended says why", async () => {
    show({ channels: [webhook({ state: "ended", endReason: "gone" })] });
    expect((await cardOf("on-call")).textContent).toContain("wants no further messages");
    expect(screen.queryByRole("button", { name: "Send test to on-call" })).toBeNull();
  });
});

describe("what is sent", () => {
  test("is chosen for each channel and kind", async () => {
    const { user, inputsOf } = show({ channels: [managers({ alertKinds: ["threshold"] })] });
    const forecast = await screen.findByRole("checkbox", { name: "Forecast over budget: E-mail" });
    expect((forecast as HTMLInputElement).checked).toBe(false);
    await user.click(forecast);
    expect(inputsOf("alerts.setChannel")).toEqual([
      { projectId: PROJECT_ID, channelId: PROJECT_ID, alertKinds: ["threshold", "forecast"] },
    ]);
  });
});

describe("sent alerts", () => {
  test("are empty at first, and say when the first one comes", async () => {
    show({});
    expect(await screen.findByText("No alert was sent yet.")).toBeTruthy();
  });

  test("say what they said and who received them", async () => {
    const subject = { kind: "agentType", id: "2", name: "research" } as const;
    const forecast = { amount: 566.2, low: 550, high: 590 };
    show({
      alerts: [
        anAlert({ alertId: "4", messages: [aMessage(), toWebhook(RETRYING)] }),
        anAlert({ alertId: "3", kind: "forecast", threshold: null, forecast, subject }),
        anAlert({
          alertId: "2",
          kind: "channelBroken",
          subject: { kind: "channel", id: WEBHOOK_ID, name: "on-call" },
          reason: "answered 410",
          messages: [],
          unsentReason: "noMailServer",
        }),
        anAlert({ alertId: "1", unpricedCharges: 2, messages: [] }),
      ],
    });
    const [first, second, third, last] = await rows();
    expect(first).toContain("Whole product reached 90 %: $504.00 of $560.00");
    expect(first).toContain("E-mail deliveredon-call trying again");
    expect(first).toContain("answered 503, attempt 4 of 10, next 23 Nov, 14:10 UTC");
    expect(second).toContain("Research: month end likely $566, over $560.00");
    expect(second).toContain("E-mail (2) deliveredon-call delivered");
    expect(third).toContain("on-call: answered 410Waits for a mail server");
    expect(last).toContain("reached 90 %: at least $504.00 of $560.00");
    expect(last).toContain("Deliveries are kept for 90 days");
  });

  test("are sent again, and a refusal is shown in the row", async () => {
    const failed = toWebhook({ state: "givenUp", reason: "answered 410", isResendable: true });
    const { user, inputsOf } = show({
      alerts: [anAlert({ messages: [failed], isResendable: true })],
      procedures: { "alerts.resend": () => conflict("Wait for a minute.") },
    });
    await user.click(await screen.findByRole("button", { name: /^Send again/ }));
    expect(inputsOf("alerts.resend")).toEqual([{ projectId: PROJECT_ID, alertId: "1" }]);
    await waitFor(async () => expect((await rows())[0]).toContain("Wait for a minute."));
  });

  test("of more than a page are loaded on request", async () => {
    const page = Array.from({ length: 50 }, (_, index) => anAlert({ alertId: String(99 - index) }));
    const { user, inputsOf } = show({
      procedures: {
        "alerts.list": ({ before }: { before?: string }) =>
          before ? [anAlert({ alertId: "1" })] : page,
      },
    });
    await user.click(await screen.findByRole("button", { name: "Show older alerts" }));
    await waitFor(async () => expect(await rows()).toHaveLength(51));
    expect(inputsOf("alerts.list").at(-1)).toEqual({ projectId: PROJECT_ID, before: "50" });
  });

  test("are filtered by the server, with filters in the address that older pages keep", async () => {
    const page = Array.from({ length: 50 }, (_, index) => anAlert({ alertId: String(99 - index) }));
    const { user, inputsOf, urlUpdates } = show({
      alerts: page,
      search: "?state=undelivered&kind=no",
    });
    await rows();
    await user.selectOptions(screen.getByRole("combobox", { name: "Alert" }), "Budget threshold");
    expect(urlUpdates).toEqual([
      { queryString: "?state=undelivered&kind=threshold", history: "push" },
    ]);
    const filter = { projectId: PROJECT_ID, kind: "threshold", state: "undelivered" };
    await waitFor(() => expect(inputsOf("alerts.list")).toContainEqual(filter));
    await user.click(await screen.findByRole("button", { name: "Show older alerts" }));
    await waitFor(() =>
      expect(inputsOf("alerts.list").at(-1)).toEqual({ ...filter, before: "50" }),
    );
  });

  test("of which none matches say so, and show all again", async () => {
    const { user, urlUpdates } = show({ search: "?state=unsent" });
    await user.click(await screen.findByRole("button", { name: "Clear the filters" }));
    expect(urlUpdates).toEqual([{ queryString: "", history: "push" }]);
    expect(await screen.findByText("No alert was sent yet.")).toBeTruthy();
  });

  test("that cannot be loaded leave the channels on the page", async () => {
    show({ procedures: { "alerts.list": internalError } });
    expect(await screen.findByText("The sent alerts could not be loaded.")).toBeTruthy();
    expect(await cardOf("E-mail")).toBeTruthy();
  });
});

describe("the banner", () => {
  const broken = webhook({ state: "broken", lastDelivery: aDelivery({ state: "givenUp" }) });
  const failed = toWebhook({ state: "givenUp", reason: "answered 503", isResendable: true });
  const missing = (alertId: string) => anAlert({ alertId, messages: [aMessage(), failed] });

  test("says what did not arrive, why and who got it, and sends all of it again", async () => {
    const { user, inputsOf } = show({
      channels: [managers(), broken],
      alerts: [missing("2"), missing("1")],
    });
    const banner = await cardOf("Undelivered alerts");
    expect(banner.textContent).toContain("2 alerts were not delivered");
    expect(banner.textContent).toContain("on-call: answered 503. It is not tried again by itself.");
    expect(banner.textContent).toContain("Received by E-mail.");
    await user.click(within(banner).getByRole("button", { name: "Retry now" }));
    expect(inputsOf("alerts.resend")).toEqual(
      ["2", "1"].map((alertId) => ({ projectId: PROJECT_ID, alertId })),
    );
  });

  test("is gone once the channel has received something again", async () => {
    show({ channels: [managers(), webhook()], alerts: [missing("1")] });
    await rows();
    expect(screen.queryByRole("region", { name: "Undelivered alerts" })).toBeNull();
  });
});

test("members read everything and change nothing", async () => {
  show({ role: "member", alerts: [anAlert({ isResendable: true })] });
  expect(await rows()).toHaveLength(1);
  expect(screen.queryByRole("switch")).toBeNull();
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByText(/Owners and admins can change it/)).toBeTruthy();
});

test("channels that cannot be loaded say what happened", async () => {
  show({ procedures: { "alerts.channels": internalError } });
  expect(await screen.findByText("The channels could not be loaded.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});

describe("the dialogs", () => {
  test("add a webhook and show its secret once, with lines to verify messages", async () => {
    const { user, inputsOf } = show({
      procedures: { "alerts.addChannel": () => ({ channelId: "9", secret: "a secret" }) },
    });
    await user.click(await screen.findByRole("button", { name: "Add channel" }));
    const dialog = await screen.findByRole("dialog", { name: "Add channel" });
    await user.click(within(dialog).getByRole("radio", { name: "Webhook" }));
    await user.click(within(dialog).getByRole("button", { name: "Add channel" }));
    expect(dialog.textContent).toContain("Enter a name.");
    expect(dialog.textContent).toContain("Enter the URL.");
    await user.type(within(dialog).getByLabelText("Name"), "ops");
    await user.type(within(dialog).getByLabelText("URL"), "https://ops.example.com/hook");
    await user.click(within(dialog).getByRole("button", { name: "Add channel" }));
    const added = await screen.findByRole("dialog", { name: "The channel was added" });
    expect(added.textContent).toContain("a secret");
    expect(added.textContent).toContain("standardwebhooks");
    expect(inputsOf("alerts.addChannel")).toEqual([
      {
        ...{ projectId: PROJECT_ID, kind: "webhook", name: "ops" },
        target: "https://ops.example.com/hook",
      },
    ]);
    await user.click(within(added).getByRole("button", { name: "Done" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("say why the server refuses a channel", async () => {
    const { user } = show({
      procedures: { "alerts.addChannel": () => conflict("The address is not public.") },
    });
    await user.click(await screen.findByRole("button", { name: "Add channel" }));
    const dialog = await screen.findByRole("dialog", { name: "Add channel" });
    await user.type(within(dialog).getByLabelText("Name"), "ops");
    await user.type(
      within(dialog).getByLabelText("Webhook URL"),
      "https://ops.internal.example.com",
    );
    await user.click(within(dialog).getByRole("button", { name: "Add channel" }));
    expect((await within(dialog).findByRole("alert")).textContent).toContain("not public");
  });

  test("replace the secret of a webhook", async () => {
    const bothUntil = "2026-11-24T21:33:04.000Z";
    const { user } = show({
      procedures: { "alerts.rotateSecret": () => ({ secret: "another secret", bothUntil }) },
    });
    await user.click(await screen.findByRole("button", { name: "Edit on-call" }));
    await user.click(await screen.findByRole("button", { name: "Replace secret" }));
    const dialog = await screen.findByRole("dialog", { name: "The new secret" });
    expect(dialog.textContent).toContain("another secret");
    expect(dialog.textContent).toContain("Until 2026-11-24 21:33:04.000 UTC both secrets");
  });

  test("rename a channel and keep its URL", async () => {
    const { user, inputsOf } = show({});
    await user.click(await screen.findByRole("button", { name: "Edit on-call" }));
    const name = await screen.findByLabelText("Name");
    await user.clear(name);
    await user.type(name, "night shift");
    await user.click(screen.getByRole("button", { name: "Save channel" }));
    expect(inputsOf("alerts.setChannel")).toEqual([
      { projectId: PROJECT_ID, channelId: WEBHOOK_ID, name: "night shift" },
    ]);
  });

  test("remove a channel after a question", async () => {
    const { user, inputsOf } = show({ procedures: { "alerts.removeChannel": () => ({}) } });
    await user.click(await screen.findByRole("button", { name: "Remove on-call" }));
    const question = await screen.findByRole("dialog", { name: "Remove a channel" });
    await user.click(within(question).getByRole("button", { name: "Remove channel" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputsOf("alerts.removeChannel")).toEqual([
      { projectId: PROJECT_ID, channelId: WEBHOOK_ID },
    ]);
  });
});
