import type { Role } from "@ai-cost/domain";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Budget, BudgetForecast } from "@/app/dashboard/_budgets/outputs";
import { polyfillDialogs } from "@/components/dialog/dialog-element.testing";
import {
  conflict,
  type Procedures,
  renderWithProcedures,
} from "@/trpc/testing/render-with-procedures";
import { AS_OF, aProject, PROJECT_ID } from "../testing/outputs";
// Loaded before the tests, so that no test waits for an import.
import "./_components/budget-dialog";
import { Budgets } from "./budgets";

beforeAll(polyfillDialogs);
afterEach(cleanup);

const aBudget = (parts: Partial<Budget> = {}): Budget => ({
  id: PROJECT_ID,
  scope: { kind: "project", value: null },
  limit: 500,
  spent: 412.38,
  held: 0,
  pct: 82.476,
  status: "warning",
  thresholds: [80, 100],
  blocks: false,
  channelIds: null,
  lastAlert: null,
  unpricedCharges: 0,
  isComplete: true,
  forecast: { amount: 612.4, low: 590.4, high: 640.2, runOutDate: "2026-11-27" },
  forecastFrom: null,
  ...parts,
});
const RESEARCH = { kind: "agentType", value: "research" } as const;
const aResearchBudget = (parts: Partial<Budget> = {}) =>
  aBudget({
    id: "research",
    scope: RESEARCH,
    limit: 90,
    spent: 64.36,
    pct: 71.5,
    status: "ok",
    ...parts,
  });

const FORECAST: BudgetForecast = {
  forecast: aBudget().forecast,
  forecastFrom: null,
  unpricedCharges: 0,
  pastError: {
    afterDays: 13,
    months: ["2026-10", "2026-09"].map((month) => ({ month, errorPct: 9.2 })),
    meanPct: 9.2,
    worst: { month: "2026-09", errorPct: 21.4 },
  },
  room: {
    amount: 87.62,
    typicalRuns: { count: 6, trigger: "schedule", medianCost: 14, sampledRuns: 20 },
  },
};
const BACK_TEST = ["06", "07", "08", "09", "10", "11"].map((month, index) => ({
  month: `2026-${month}`,
  spent: 80 + index,
  reached: [{ threshold: 80, day: index === 5 ? "2026-11-12" : null }],
}));

const CHANNEL = {
  isManagers: false,
  kind: "webhook",
  target: "https://ops.example.com",
  isOn: true,
  alertKinds: ["threshold"],
  state: "working",
  endReason: null,
  secretsUntil: null,
  lastDelivery: null,
} as const;
const CHANNELS = [
  { ...CHANNEL, channelId: PROJECT_ID, isManagers: true, kind: "email", name: "", target: null },
  { ...CHANNEL, channelId: "on-call", name: "on-call" },
];

const plain = (text: string | null) => (text ?? "").replaceAll("\u202f", " ");

const PROCEDURES: Procedures = {
  "budgets.list": () => [aBudget(), aResearchBudget()],
  "alerts.channels": () => ({ mail: { configured: true, recipients: [] }, channels: CHANNELS }),
  "budgets.forecast": () => FORECAST,
  "budgets.history": () => [],
  "budgets.backTest": () => BACK_TEST,
  "budgets.set": () => ({}),
  "budgets.remove": () => ({}),
};

function show({ role = "owner", procedures = {} }: { role?: Role; procedures?: Procedures } = {}) {
  const { inputsOf } = renderWithProcedures(<Budgets project={aProject({ role })} asOf={AS_OF} />, {
    procedures: { ...PROCEDURES, ...procedures },
  });
  return { user: userEvent.setup(), inputsOf };
}

const projectCard = () => screen.findByRole("region", { name: /^Whole product/ });

describe("the budget of the whole product", () => {
  test("says what is spent, expected and left, and how right such forecasts were", async () => {
    show();
    const text = plain((await projectCard()).textContent);
    await waitFor(() =>
      expect(plain(screen.getByRole("region", { name: /^Whole/ }).textContent)).toContain(
        "about 6 runs like the last 20 scheduled runs",
      ),
    );
    expect(text).toContain("$412.38");
    expect(text).toContain("of $500.00 · 82.4 % used");
    expect(text).toContain("$612 ($590–640 in four of five cases)");
    expect(text).toContain("Fri 27 Nov");
    expect(plain((await projectCard()).textContent)).toContain(
      "on day 13 of the last 2 months it would have been off by 9 % on average (worst: 21 %, September)",
    );
    const meter = screen.getByRole("meter", { name: "Budget of the whole product" });
    expect(plain(meter.getAttribute("aria-valuetext"))).toBe(
      "Approaching budget: $412.38 of $500.00 · 82.4 % used, expected $612",
    );
  });

  test("says which alert was sent, and who gets the alerts", async () => {
    const lastAlert = { kind: "threshold", threshold: 80, at: AS_OF } as const;
    show({
      procedures: {
        "budgets.list": () => [
          aBudget({ lastAlert }),
          aResearchBudget({ channelIds: ["on-call"] }),
        ],
      },
    });
    await waitFor(async () =>
      expect(plain((await screen.findByRole("row", { name: /Research/ })).textContent)).toContain(
        "80 %, 100 %None sent yet for this limit, to on-call",
      ),
    );
    expect(plain((await projectCard()).textContent)).toContain(
      "80 %, 100 %80 % sent on 23 Nov, to all channels",
    );
  });

  test("says from when there can be a forecast", async () => {
    const budget = aBudget({ forecast: null, forecastFrom: "2026-11-24" });
    show({ procedures: { "budgets.list": () => [budget] } });
    const text = (await projectCard()).textContent;
    expect(text).toContain("From 24 Nov at the earliest");
    expect(text).toContain("Not known yet");
  });

  test("can be set where there is none", async () => {
    const { user, inputsOf } = show({ procedures: { "budgets.list": () => [] } });
    await user.click(await screen.findByRole("button", { name: "Set budget" }));
    await user.type(await screen.findByLabelText("Monthly limit in US dollars"), "100");
    await user.click(screen.getByRole("button", { name: "Save budget" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputsOf("budgets.set")).toEqual([
      {
        projectId: PROJECT_ID,
        scope: { kind: "project", value: null },
        limitDollars: 100,
        thresholds: [80, 100],
        channelIds: null,
      },
    ]);
  });
});

describe("the dialog", () => {
  test("shows before saving when the limit would have warned", async () => {
    const { user } = show();
    await user.click(await screen.findByRole("button", { name: "Edit budget" }));
    const months = await screen.findByRole("region", { name: /last six months/ });
    await within(months).findByText(/in 1 of the last 6 months/);
    expect(plain(months.textContent)).toContain("80 % on 12 Nov");
  });

  test("adds a budget for a model with its alerts and a reason", async () => {
    const { user, inputsOf } = show();
    await user.click(await screen.findByRole("button", { name: "Add budget" }));
    await user.click(screen.getByRole("button", { name: "Save budget" }));
    expect(screen.getByText("Enter a name.")).toBeTruthy();
    await user.selectOptions(screen.getByLabelText("Limits"), "model");
    await user.type(screen.getByLabelText("Name"), "gpt-5");
    await user.type(screen.getByLabelText("Monthly limit in US dollars"), "80");
    await user.clear(screen.getByLabelText("Alert at percent of it"));
    await user.type(screen.getByLabelText("Alert at percent of it"), "50, 90");
    await user.type(screen.getByLabelText("Reason (optional)"), "a trial");
    await user.click(screen.getByRole("button", { name: "Save budget" }));
    await waitFor(() => expect(inputsOf("budgets.set")).toHaveLength(1));
    expect(inputsOf("budgets.set")[0]).toEqual({
      projectId: PROJECT_ID,
      scope: { kind: "model", value: "gpt-5" },
      limitDollars: 80,
      thresholds: [50, 90],
      reason: "a trial",
      channelIds: null,
    });
  });

  test("chooses the channels that get the alerts, of which there must be one", async () => {
    const { user, inputsOf } = show();
    await user.click(await screen.findByRole("button", { name: "Edit budget of Research" }));
    await user.click(await screen.findByRole("checkbox", { name: "All channels" }));
    await user.click(screen.getByRole("checkbox", { name: "E-mail" }));
    await user.click(screen.getByRole("checkbox", { name: "on-call" }));
    await user.click(screen.getByRole("button", { name: "Save budget" }));
    expect(screen.getByText("Choose at least one channel.")).toBeTruthy();
    await user.click(screen.getByRole("checkbox", { name: "on-call" }));
    await user.click(screen.getByRole("button", { name: "Save budget" }));
    await waitFor(() => expect(inputsOf("budgets.set")).toHaveLength(1));
    expect(inputsOf("budgets.set")[0]).toMatchObject({ channelIds: ["on-call"] });
  });

  test("stays open with the reason when the server refuses", async () => {
    const { user } = show({ procedures: { "budgets.set": () => conflict("Too many budgets.") } });
    await user.click(await screen.findByRole("button", { name: "Edit budget of Research" }));
    await user.click(screen.getByRole("button", { name: "Save budget" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Too many budgets.");
  });
});

test("a budget is removed after a question", async () => {
  const { user, inputsOf } = show();
  await user.click(await screen.findByRole("button", { name: "Remove budget of Research" }));
  const question = screen.getByRole("dialog", { name: "Remove a budget" });
  expect(inputsOf("budgets.remove")).toEqual([]);
  await user.click(within(question).getByRole("button", { name: "Remove budget" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(inputsOf("budgets.remove")[0]).toEqual({ projectId: PROJECT_ID, scope: RESEARCH });
});

test("members see budgets without buttons to change them, and who can", async () => {
  show({ role: "member" });
  await projectCard();
  expect(screen.queryByRole("button", { name: /edit|add|remove/i })).toBeNull();
  expect(screen.getByText(/Owners and admins can change them/)).toBeTruthy();
});

test("the history says who changed what, and why", async () => {
  const settings = { limit: 500, thresholds: [80, 100], blocks: false };
  const change = { at: AS_OF, actor: { name: "Ada", email: "ada@example.com" } };
  show({
    procedures: {
      "budgets.history": () => [
        { ...change, id: "3", scope: RESEARCH, from: settings, to: null, reason: null },
        {
          ...{ ...change, id: "2", scope: RESEARCH, reason: "a trial" },
          ...{ from: settings, to: { ...settings, limit: 620, thresholds: [90] } },
        },
        {
          ...change,
          id: "1",
          scope: RESEARCH,
          from: null,
          to: settings,
          actor: null,
          reason: null,
        },
      ],
    },
  });
  const rows = (await screen.findAllByRole("row")).map(({ textContent }) => plain(textContent));
  const history = rows.slice(-3).join("\n");
  expect(history).toContain("Research: removed, it was $500.00");
  expect(history).toContain("limit $500.00 → $620.00, alerts 80 %, 100 % → 90 %a trialAda");
  expect(history).toContain("added, $500.00, alerts: 80 %, 100 %A deleted account");
});
