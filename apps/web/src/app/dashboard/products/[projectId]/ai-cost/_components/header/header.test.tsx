import { act, cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Freshness } from "./freshness";
import { MonthSwitcher } from "./month-switcher";
import { PageHeader } from "./page-header";

afterEach(cleanup);

describe("the months", () => {
  function show(month: string) {
    const onChange = vi.fn();
    render(<MonthSwitcher month={month} currentMonth="2026-11" onChange={onChange} />);
    return { onChange, user: userEvent.setup() };
  }

  test("can be changed in both directions, across the end of a year", async () => {
    const { onChange, user } = show("2026-01");
    await user.click(screen.getByRole("button", { name: "Previous month, December 2025" }));
    await user.click(screen.getByRole("button", { name: "Next month, February 2026" }));
    await user.click(screen.getByRole("button", { name: "This month" }));
    expect(onChange.mock.calls).toEqual([["2025-12"], ["2026-02"], ["2026-11"]]);
  });

  test("end with the current month", () => {
    show("2026-11");
    expect(screen.getByRole("status").textContent).toBe("November 2026");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Next month" }).disabled).toBe(
      true,
    );
    expect(screen.queryByRole("button", { name: "This month" })).toBeNull();
  });

  test("start with January 2000", () => {
    show("2000-01");
    const previous = screen.getByRole<HTMLButtonElement>("button", { name: /Previous month/ });
    expect(previous.disabled).toBe(true);
  });
});

test("on paper, without the breadcrumb, the heading names the product", () => {
  render(
    <PageHeader
      project={{ projectId: "p1", name: "Atlas" }}
      month="2026-11"
      isCurrentMonth
      monthSwitcher={null}
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
