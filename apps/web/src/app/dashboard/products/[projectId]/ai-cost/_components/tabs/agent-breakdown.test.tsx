import { cleanup, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ComponentProps } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { anAgent } from "@/app/dashboard/products/[projectId]/testing/outputs";
import { AgentBreakdown } from "./agent-breakdown";

afterEach(cleanup);

const NO_MORE = {
  hasOlder: false,
  isLoadingOlder: false,
  hasOlderFailed: false,
  onLoadOlder: () => {},
};
const Breakdown = ({
  agents,
  ...props
}: Pick<ComponentProps<typeof AgentBreakdown>, "agents"> &
  Partial<ComponentProps<typeof AgentBreakdown>>) => (
  <AgentBreakdown agents={agents} agentTypeCount={agents.length} {...NO_MORE} {...props} />
);

const rows = () => within(screen.getAllByRole("rowgroup")[1] ?? document.body).getAllByRole("row");
const textOf = (row: HTMLElement | undefined) => row?.textContent.replaceAll("\u202f", " ");

test("a row shows the type, its runs, tokens, success rate, cost and share", () => {
  render(<Breakdown agents={[anAgent()]} />);
  expect(
    screen.getByRole("table", { name: "Spend by agent type, most expensive first" }),
  ).toBeTruthy();
  expect(screen.getByRole("rowheader", { name: "Implementation" })).toBeTruthy();
  expect(textOf(rows()[0])).toBe("Implementation312 runs41.2M tokens96.2 % ok$198.2048.1 %");
  expect(screen.getByTitle("38,000,000 in, 3,200,000 out")).toBeTruthy();
  expect(screen.getByTitle("300 completed, 12 failed")).toBeTruthy();
});

test("one run is singular", () => {
  render(<Breakdown agents={[anAgent({ totalJobs: 1, totalTokens: 1 })]} />);
  expect(textOf(rows()[0])).toContain("Implementation1 run1 token96.2 % ok");
});

test("without a finished job there is no success rate", () => {
  render(<Breakdown agents={[anAgent({ completedJobs: 0, failedJobs: 0, successRate: 0 })]} />);
  expect(textOf(rows()[0])).toContain("— ok");
});

test("when all jobs failed the success rate is 0 %", () => {
  render(<Breakdown agents={[anAgent({ completedJobs: 0, failedJobs: 2, successRate: 0 })]} />);
  expect(textOf(rows()[0])).toContain("0 % ok");
});

test("the cost of a type with unpriced charges is at least the known cost", () => {
  render(<Breakdown agents={[anAgent({ unpricedCharges: 2 })]} />);
  expect(textOf(rows()[0])).toContain("at least $198.20");
});

test("the bars are shares of the most expensive type, which fills its cell", () => {
  const agents = [anAgent({ pctOfTotal: 60 }), anAgent({ agentType: "research", pctOfTotal: 15 })];
  render(<Breakdown agents={agents} />);
  const widths = rows().map((row) => row.querySelector<HTMLElement>("[style*=width]")?.style.width);
  expect(widths).toEqual(["100%", "25%"]);
});

test("a month of free calls has no bar", () => {
  render(<Breakdown agents={[anAgent({ cost: 0, pctOfTotal: 0 })]} />);
  expect(rows()[0]?.querySelector("[style*=width]")).toBeNull();
});

test("of a hundred types the most expensive are shown, and all of them on request", async () => {
  const user = userEvent.setup();
  const agents = Array.from({ length: 100 }, (_, index) =>
    anAgent({ agentType: `agent_${index}` }),
  );
  render(<Breakdown agents={agents} />);
  expect(rows()).toHaveLength(15);
  await user.click(screen.getByRole("button", { name: "Show all 100 agent types" }));
  expect(rows()).toHaveLength(100);
  await user.click(screen.getByRole("button", { name: "Show only the top 15" }));
  expect(rows()).toHaveLength(15);
});

test("of more than a hundred types the others are one row, and more can be loaded", async () => {
  const user = userEvent.setup();
  const onLoadOlder = vi.fn();
  const agents = [
    ...Array.from({ length: 100 }, (_, index) => anAgent({ agentType: `agent_${index}` })),
    anAgent({ agentType: "*" }),
  ];
  render(<Breakdown agents={agents} agentTypeCount={214} hasOlder onLoadOlder={onLoadOlder} />);
  expect(screen.queryByRole("button", { name: "Show more agent types" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show all 214 agent types" }));
  expect(rows()).toHaveLength(101);
  expect(textOf(rows().at(-1))).toMatch(/^All other agent types/);
  await user.click(screen.getByRole("button", { name: "Show more agent types" }));
  expect(onLoadOlder).toHaveBeenCalledOnce();
});

test("few types need no button", () => {
  render(<Breakdown agents={[anAgent()]} />);
  expect(screen.queryByRole("button")).toBeNull();
});
