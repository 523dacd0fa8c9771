import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { internalError } from "@/trpc/testing/render-with-procedures";
import { charges, PROJECT_ID } from "../../../testing/outputs";
import { dashboardSuite, renderDashboard } from "../../render-dashboard.testing";

dashboardSuite();

describe("recent runs", () => {
  test("older charges are fetched with the id of the last one", async () => {
    const first = charges(50);
    const { user, inputsOf } = renderDashboard({
      search: "?tab=recent",
      procedures: {
        "aiCost.getRecentTransactions": ({ before }: { before?: string }) =>
          before === undefined ? first : charges(2, 50),
      },
    });
    await user.click(await screen.findByRole("button", { name: "Load older" }));
    await waitFor(() => expect(screen.getAllByRole("rowheader")).toHaveLength(52));
    expect(inputsOf("getRecentTransactions")).toEqual([
      { projectId: PROJECT_ID },
      { projectId: PROJECT_ID, before: first.at(-1)?.id },
    ]);
    expect(screen.queryByRole("button", { name: "Load older" })).toBeNull();
  });

  test("when older charges cannot be loaded, the newest stay, and loading can be retried", async () => {
    let isFailing = true;
    const { user } = renderDashboard({
      search: "?tab=recent",
      procedures: {
        "aiCost.getRecentTransactions": ({ before }: { before?: string }) => {
          if (before === undefined) return charges(50);
          return isFailing ? internalError() : charges(2, 50);
        },
      },
    });
    await user.click(await screen.findByRole("button", { name: "Load older" }));
    expect((await screen.findByRole("alert")).textContent).toContain("could not be loaded");
    expect(screen.getAllByRole("rowheader")).toHaveLength(50);
    isFailing = false;
    await user.click(screen.getByRole("button", { name: "Load older" }));
    await waitFor(() => expect(screen.getAllByRole("rowheader")).toHaveLength(52));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("are those of the past month on screen, and follow the filters", async () => {
    const { inputsOf } = renderDashboard({ search: "?tab=recent&month=2026-10&agent=testing" });
    expect(
      await screen.findByRole("table", { name: "Charges of October 2026, newest first" }),
    ).toBeTruthy();
    expect(inputsOf("getRecentTransactions")).toEqual([
      { projectId: PROJECT_ID, month: "2026-10", filter: { agentTypes: ["testing"] } },
    ]);
  });

  test("are prefetched when the tab is hovered", async () => {
    const { user, inputsOf } = renderDashboard();
    await user.hover(await screen.findByRole("tab", { name: "Recent Runs" }));
    await waitFor(() => expect(inputsOf("getRecentTransactions")).toHaveLength(1));
    await user.click(screen.getByRole("tab", { name: "Recent Runs" }));
    expect(await screen.findByRole("table", { name: /latest charges/ })).toBeTruthy();
    expect(inputsOf("getRecentTransactions")).toHaveLength(1);
  });
});
