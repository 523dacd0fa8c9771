import { cleanup, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  AS_OF,
  aCharge,
  aRun,
  PROJECT_ID,
} from "@/app/dashboard/products/[projectId]/testing/outputs";
import { RecentRuns } from "./recent-runs";
import { TopPipelines } from "./top-pipelines";

afterEach(cleanup);

const plain = (text: string | null | undefined) => (text ?? "").replaceAll("\u202f", " ");
const firstRow = () =>
  plain(
    within(screen.getAllByRole("rowgroup")[1] ?? document.body).getAllByRole("row")[0]?.textContent,
  );

describe("Top Pipelines", () => {
  test("a row shows the run, its status, trigger, start, jobs, tokens, cost and share", () => {
    render(<TopPipelines runs={[aRun()]} projectId={PROJECT_ID} asOf={AS_OF} />);
    expect(firstRow()).toBe(
      "atlas-nightly-2026-11-14-1Completedschedule14 Nov, 09:4141 jobs9M tokens$38.109.2 % of the month",
    );
    expect(screen.getByTitle("2026-11-14 09:41:07.123 UTC")).toBeTruthy();
  });

  test("its name links to the page of the run, and its title has the id", () => {
    const { runId, externalId } = aRun();
    render(<TopPipelines runs={[aRun()]} projectId={PROJECT_ID} asOf={AS_OF} />);
    expect(screen.getByRole("link", { name: externalId ?? "" }).getAttribute("href")).toBe(
      `/dashboard/products/${PROJECT_ID}/pipelines/${runId}`,
    );
    expect(screen.getByTitle(`${externalId}, ${runId}`)).toBeTruthy();
  });

  test("a run without a name has the end of its id", () => {
    render(
      <TopPipelines runs={[aRun({ externalId: null })]} projectId={PROJECT_ID} asOf={AS_OF} />,
    );
    expect(screen.getByRole("link", { name: /deadbeef/ })).toBeTruthy();
  });

  test("a run whose jobs have all ended does not seem to run", () => {
    const ended = aRun({ status: "running", jobsEndedAt: "2026-11-14T10:05:00.000Z" });
    render(<TopPipelines runs={[ended]} projectId={PROJECT_ID} asOf={AS_OF} />);
    expect(firstRow()).toContain("Ended, not reportedlast activity 14 Nov, 10:05");
    expect(screen.queryByText(/Running/)).toBeNull();
  });

  test("a run with an unpriced charge costs at least the sum; one without any price has no cost", () => {
    const { rerender } = render(
      <TopPipelines runs={[aRun({ unpricedCharges: 2 })]} projectId={PROJECT_ID} asOf={AS_OF} />,
    );
    expect(firstRow()).toContain("at least $38.10");
    const unpriced = aRun({ cost: 0, pctOfTotal: 0, unpricedCharges: 2 });
    rerender(<TopPipelines runs={[unpriced]} projectId={PROJECT_ID} asOf={AS_OF} />);
    expect(firstRow()).toContain("—");
  });

  test("an outlier is visible in the bars", () => {
    const runs = [aRun({ pctOfTotal: 80 }), aRun({ runId: "other", pctOfTotal: 4 })];
    const { container } = render(<TopPipelines runs={runs} projectId={PROJECT_ID} asOf={AS_OF} />);
    const bars = [...container.querySelectorAll<HTMLElement>("[style*=width]")];
    expect(bars.map(({ style }) => style.width)).toEqual(["100%", "5%"]);
  });

  test("an unknown trigger is a dash", () => {
    render(<TopPipelines runs={[aRun({ trigger: null })]} projectId={PROJECT_ID} asOf={AS_OF} />);
    expect(screen.getByRole("cell", { name: "—" })).toBeTruthy();
  });
});

describe("Recent Runs", () => {
  function show(charge: Parameters<typeof aCharge>[0] = {}, older = false) {
    const fetchNextPage = vi.fn();
    render(
      <RecentRuns
        charges={[aCharge(charge)]}
        month={null}
        isFiltered={false}
        projectId={PROJECT_ID}
        asOf={AS_OF}
        older={{
          hasNextPage: older,
          isFetchingNextPage: false,
          isFetchNextPageError: false,
          fetchNextPage,
        }}
      />,
    );
    return fetchNextPage;
  }

  test("a row shows the agent, time, run, model, tokens in and out, and cost", () => {
    show();
    expect(firstRow()).toBe(
      "Research23 Nov, 21:30atlas-nightly-2026-11-14-1claude-sonnet-4-548.1K in1.02K out$0.1595",
    );
    expect(screen.getByTitle("48,080 tokens")).toBeTruthy();
  });

  test("a charge without a price is not free", () => {
    show({ cost: null });
    expect(screen.getByTitle("The price is unknown").textContent).toBe("—");
  });

  test("a refund is shown under the cost", () => {
    show({ refundedCost: 0.05 });
    expect(firstRow()).toContain("$0.0500 refunded");
  });

  test.each<[string, Parameters<typeof aCharge>[0], string]>([
    [
      "counts in another report",
      { isSuperseded: true, isCompleted: true },
      "counted by another report",
    ],
    ["was completed", { isCompleted: true }, "completed by a later report"],
    ["has a list price", { priceNote: "list price of anthropic" }, "list price of anthropic"],
  ])("a charge that %s says so", (_, charge, note) => {
    show(charge);
    expect(firstRow()).toMatch(new RegExp(`${note}$`));
  });

  test("unknown tokens are not 0", () => {
    show({ inputTokens: null, outputTokens: null, cost: null });
    expect(firstRow()).toContain("— in— out—");
  });

  test("older charges are loaded on request, while there are any", async () => {
    const fetchNextPage = show({}, true);
    await userEvent.setup().click(screen.getByRole("button", { name: "Load older" }));
    expect(fetchNextPage).toHaveBeenCalledTimes(1);
    cleanup();
    show();
    expect(screen.queryByRole("button")).toBeNull();
  });
});
