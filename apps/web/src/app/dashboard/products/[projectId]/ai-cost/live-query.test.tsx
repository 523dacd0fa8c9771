import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { internalError } from "@/trpc/testing/render-with-procedures";
import { aSummary } from "../testing/outputs";
import { dashboardSuite, region, renderDashboard } from "./render-dashboard.testing";

dashboardSuite();

describe("while the page is visible", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => {
    show("visible");
    vi.useRealTimers();
  });

  function show(state: DocumentVisibilityState) {
    vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }

  test("what is on screen is refetched every ten seconds, and nothing else", async () => {
    const { calls } = renderDashboard({ search: "?tab=trend" });
    await screen.findByRole("table", { name: /Monthly spend/ });
    calls.length = 0;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(calls.map(({ path }) => path).sort()).toEqual([
      "aiCost.getBreakdown",
      "aiCost.getBreakdown",
      "aiCost.getBreakdown",
      "aiCost.getBreakdown",
      "aiCost.getMonthlySummary",
      "aiCost.getMonthsWithData",
    ]);
  });

  test("new figures appear without a skeleton, dimming or a change of the focus", async () => {
    let totalCost = 412.38;
    const { user } = renderDashboard({
      procedures: { "aiCost.getMonthlySummary": () => aSummary({ totalCost }) },
    });
    const card = await region("Total Spend");
    const chart = await screen.findByRole("listbox", { name: "Daily spend" });
    await user.hover(screen.getAllByRole("option")[0] ?? chart);
    const readout = screen.getByRole("tooltip").textContent;
    screen.getByRole("tab", { name: "Top Pipelines" }).focus();
    const changes: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const { target } of records)
        if (target instanceof Element) changes.push(`${target.role} ${target.className}`);
    });
    observer.observe(document.body, { attributes: true, subtree: true, childList: true });

    totalCost = 413.5;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    await waitFor(() => expect(card.textContent).toContain("$413.50"));
    observer.disconnect();
    expect(screen.getByRole("tooltip").textContent).toBe(readout);
    expect(document.activeElement).toBe(screen.getByRole("tab", { name: "Top Pipelines" }));
    expect(changes.filter((change) => /opacity-50|animate|status/.test(change))).toEqual([]);
  });

  test("a page in the background fetches nothing until it is visible again", async () => {
    const { calls } = renderDashboard();
    await region("Total Spend");
    show("hidden");
    calls.length = 0;
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(calls).toEqual([]);
    show("visible");
    await waitFor(() => expect(calls.length).toBeGreaterThan(0));
  });

  test("a failed refetch keeps the last data, says so, and is tried again", async () => {
    let isBroken = false;
    renderDashboard({
      procedures: { "aiCost.getMonthlySummary": () => (isBroken ? internalError() : aSummary()) },
    });
    const card = await region("Total Spend");
    isBroken = true;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(await screen.findByText(/no response, as of/)).toBeTruthy();
    expect(card.textContent).toContain("$412.38");
    expect(screen.queryByRole("alert")).toBeNull();
    isBroken = false;
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(await screen.findByText(/updated/)).toBeTruthy();
  });
});
