import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { PortfolioBudget } from "@/app/dashboard/_budgets/outputs";
import { polyfillDialogs } from "@/components/dialog/dialog-element.testing";
import {
  conflict,
  type Procedures,
  renderWithProcedures,
} from "@/trpc/testing/render-with-procedures";
import { PortfolioCard } from "./portfolio-card";
// Loaded before the tests, so that no test waits for an import.
import "./portfolio-dialogs";

beforeAll(polyfillDialogs);
afterEach(cleanup);

const AS_OF = "2026-11-23T21:33:04.000Z";

const aBudget = (parts: Partial<PortfolioBudget> = {}): PortfolioBudget => ({
  limit: 1000,
  thresholds: [80, 100],
  spent: 850,
  pct: 85,
  status: "warning",
  unpricedCharges: 0,
  forecast: { amount: 1100, low: 1060, high: 1140, runOutDate: "2026-11-27" },
  forecastFrom: null,
  alerts: [{ kind: "threshold", threshold: 80, at: "2026-11-21T10:00:00.000Z" }],
  recipient: "ada@example.com",
  ...parts,
});

const PROCEDURES: Procedures = {
  "portfolioBudget.set": () => aBudget(),
  "portfolioBudget.remove": () => null,
  "portfolioBudget.backTest": () => [],
  "portfolioBudget.history": () => [
    {
      ...{ id: "2", at: AS_OF, reason: "more work" },
      from: { limit: 900, thresholds: [80, 100] },
      to: { limit: 1000, thresholds: [80, 100] },
    },
    {
      ...{ id: "1", at: AS_OF, reason: null },
      from: null,
      to: { limit: 900, thresholds: [80, 100] },
    },
  ],
};

const show = (
  budget: PortfolioBudget | null,
  procedures: Procedures = {},
  { hasHistory = true }: { hasHistory?: boolean } = {},
) =>
  renderWithProcedures(<PortfolioCard budget={budget} hasHistory={hasHistory} asOf={AS_OF} />, {
    procedures: { ...PROCEDURES, ...procedures },
  });

const plain = (text: string | null) => (text ?? "").replaceAll("\u202f", " ");

test("the card says what is spent, expected and left, and which alerts went to whom", () => {
  show(aBudget());
  const card = screen.getByRole("region", { name: "Your budget for all products, November 2026" });
  const text = plain(card.textContent);
  expect(text).toContain("$850.00");
  expect(text).toContain("of $1,000.00 · 85.0 % used");
  expect(text).toContain("Fri 27 Nov");
  expect(text).toContain("$150.00");
  expect(text).toContain("Alerts go to ada@example.com. Sent this month: 80 % on 21 Nov.");
  expect(within(card).getByRole("meter", { name: "Your budget for all products" })).toBeTruthy();
});

test("a spend that cannot be added up is said in words, and nothing is left of the limit", () => {
  show(aBudget({ spent: null, pct: 2e6, status: "exceeded", unpricedCharges: 3, forecast: null }));
  const text = plain(document.body.textContent);
  expect(text).toContain("Too large to add upof $1,000.00");
  expect(text).not.toContain("at least");
  expect(text).toContain("Left$0.00");
});

test("an alert about the forecast has no percentage", () => {
  const alerts: PortfolioBudget["alerts"] = [
    { kind: "forecast", threshold: null, at: "2026-11-20T10:00:00.000Z" },
  ];
  show(aBudget({ alerts }));
  expect(document.body.textContent).toContain("Sent this month: forecast on 20 Nov.");
});

test.each([
  [true, 1],
  [false, 0],
])("without a budget, the history is offered where there is one: %s", (hasHistory, buttons) => {
  show(null, {}, { hasHistory });
  expect(screen.queryAllByRole("button", { name: "History" })).toHaveLength(buttons);
});

test("without a mail server it says when alerts are sent", () => {
  show(aBudget({ recipient: null, alerts: [] }));
  expect(screen.getByText(/as soon as a mail server is configured/)).toBeTruthy();
});

test("a first budget is set with its alerts and a reason", async () => {
  const { user, inputsOf } = show(null);
  await user.click(screen.getByRole("button", { name: "Set budget" }));
  const dialog = await screen.findByRole("dialog", { name: "Your budget for all products" });
  await user.type(within(dialog).getByLabelText("Monthly limit in US dollars"), "1200");
  await user.type(within(dialog).getByLabelText("Reason (optional)"), "a new year");
  await user.click(within(dialog).getByRole("button", { name: "Save budget" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(inputsOf("portfolioBudget.set")).toEqual([
    { limitDollars: 1200, thresholds: [80, 100], reason: "a new year" },
  ]);
});

test("the dialog stays open with the reason when the server refuses", async () => {
  const { user } = show(aBudget(), { "portfolioBudget.set": () => conflict("Not now.") });
  await user.click(screen.getByRole("button", { name: "Edit budget" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "Save budget" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Not now.");
});

test("the budget is removed after a question", async () => {
  const { user, inputsOf } = show(aBudget());
  await user.click(screen.getByRole("button", { name: "Remove" }));
  const question = await screen.findByRole("dialog", { name: "Remove your budget" });
  expect(inputsOf("portfolioBudget.remove")).toEqual([]);
  await user.click(within(question).getByRole("button", { name: "Remove budget" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(inputsOf("portfolioBudget.remove")).toHaveLength(1);
});

test("the history says what changed and why", async () => {
  const { user } = show(null);
  await user.click(screen.getByRole("button", { name: "History" }));
  const dialog = await screen.findByRole("dialog", { name: "Changes of your budget" });
  await waitFor(() =>
    expect(plain(dialog.textContent)).toContain("limit $900.00 → $1,000.00more work"),
  );
  expect(plain(dialog.textContent)).toContain("added, $900.00, alerts: 80 %, 100 %");
});
