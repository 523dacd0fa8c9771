import { act, cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { MONTHS } from "@/app/dashboard/products/[projectId]/testing/outputs";
import { polyfillPopovers } from "@/components/menu/popover-element.testing";
import { renderWithProcedures } from "@/trpc/testing/render-with-procedures";
import { Freshness } from "./freshness";
import "./month-menu";
import { MonthPicker } from "./month-picker";
import { PageHeader } from "./page-header";

beforeAll(polyfillPopovers);
afterEach(cleanup);

describe("the months", () => {
  function show(month: string, firstMonth: string | null = "2025-12") {
    const onChange = vi.fn();
    const { user } = renderWithProcedures(
      <MonthPicker
        projectId="p1"
        month={month}
        currentMonth="2026-11"
        firstMonth={firstMonth}
        onChange={onChange}
      />,
      { procedures: { "aiCost.getMonthsWithData": () => MONTHS } },
    );
    return { onChange, user };
  }

  test("can be changed in both directions, across the end of a year", async () => {
    const { onChange, user } = show("2026-01");
    await user.click(screen.getByRole("button", { name: "Previous month, December 2025" }));
    await user.click(screen.getByRole("button", { name: "Next month, February 2026" }));
    expect(onChange.mock.calls).toEqual([["2025-12"], ["2026-02"]]);
  });

  test("end with the current month", () => {
    show("2026-11");
    expect(screen.getByRole("button", { name: "November 2026, choose a month" })).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Next month" }).disabled).toBe(
      true,
    );
  });

  test.each(["2025-12", null])("start with the first month with usage, %s", (firstMonth) => {
    show("2025-12", firstMonth);
    const previous = screen.getByRole<HTMLButtonElement>("button", { name: "Previous month" });
    expect(previous.disabled).toBe(true);
  });

  test("are in a menu with their cost, and choosing one closes it", async () => {
    const { onChange, user } = show("2026-10");
    await user.click(screen.getByRole("button", { name: /choose a month/ }));
    const list = await screen.findByRole("list", { name: "Months with usage" });
    const entries = within(list).getAllByRole("button");
    expect(entries.map(({ textContent }) => textContent)).toEqual([
      "November 2026$412.38",
      "October 2026at least $498.10",
      "February 2026$12.50",
    ]);
    expect(entries[1]?.getAttribute("aria-current")).toBe("true");
    await user.click(screen.getByRole("button", { name: /^February 2026/ }));
    expect(onChange.mock.calls).toEqual([["2026-02"]]);
    expect(screen.queryByRole("list", { name: "Months with usage" })).toBeNull();
  });
});

test("on paper, without the breadcrumb, the heading names the product", () => {
  render(
    <PageHeader
      productName="Atlas"
      compareSwitch={null}
      monthPicker={null}
      exportMenu={null}
      filters={null}
      freshness={null}
    />,
  );
  const product = screen.getByText("Atlas:");
  expect(product.className).toContain("print:inline");
  expect(screen.getByRole("heading", { level: 1 }).contains(product)).toBe(true);
});

describe("the age of the figures", () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2026-11-23T21:33:04.000Z") }));
  afterEach(() => void vi.useRealTimers());

  test("is shown and counts up", () => {
    render(<Freshness updatedAtMs={Date.now()} hasFailed={false} onRefresh={async () => {}} />);
    expect(screen.getByText("· updated just now")).toBeTruthy();
    act(() => void vi.advanceTimersByTime(4000));
    expect(screen.getByText("· updated 4 s ago")).toBeTruthy();
  });

  test("has a busy button only for a refresh that a person started", async () => {
    let settle = () => {};
    const onRefresh = () =>
      new Promise<void>((resolve) => {
        settle = resolve;
      });
    render(<Freshness updatedAtMs={Date.now()} hasFailed={false} onRefresh={onRefresh} />);
    const button = screen.getByRole("button", { name: "Refresh" });
    expect(button.getAttribute("aria-busy")).toBe("false");
    act(() => button.click());
    expect(button.getAttribute("aria-busy")).toBe("true");
    await act(async () => settle());
    expect(button.getAttribute("aria-busy")).toBe("false");
  });

  test("counts on when the server stops responding, which is announced once", () => {
    const updatedAtMs = Date.now() - 120_000;
    render(<Freshness updatedAtMs={updatedAtMs} hasFailed onRefresh={async () => {}} />);
    expect(screen.getByText("no response, as of 2 min ago")).toBeTruthy();
    expect(screen.getByRole("status").textContent).toContain(
      "The figures are from the last update",
    );
  });

  test("is not shown before the first data", () => {
    render(<Freshness updatedAtMs={0} hasFailed={false} onRefresh={async () => {}} />);
    expect(screen.getByText("· not updated yet")).toBeTruthy();
  });
});
