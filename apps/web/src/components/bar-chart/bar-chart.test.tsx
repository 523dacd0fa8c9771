import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Bar } from "./bar";
import { BarChart } from "./bar-chart";

const bar = (name: string, value: number, isPartial = false): Bar => ({
  key: name,
  axisLabel: name,
  reading: [name, `$${value.toFixed(2)}`, "3 jobs"],
  value,
  isPartial,
});

const BARS = [bar("Mon", 4), bar("Tue", 0), bar("Wed", 0.001), bar("Thu", 2, true)];
const TICKS = [0, 2, 4].map((value) => ({ value, label: `$${value}` }));

const chart = () => screen.getByRole("listbox", { name: "Daily spend" });
const option = (name: RegExp) => screen.getByRole("option", { name });
const readout = () => screen.queryByRole("tooltip")?.textContent ?? null;

const onOpen = vi.fn();

afterEach(cleanup);
beforeEach(() => {
  onOpen.mockClear();
  render(
    <>
      <BarChart label="Daily spend" bars={BARS} ticks={TICKS} summary="4 days" onOpen={onOpen} />
      <button type="button">after</button>
    </>,
  );
});

test("every bar is named by its day and its figures", () => {
  const names = within(chart())
    .getAllByRole("option")
    .map((bar) => bar.getAttribute("aria-label"));
  expect(names[0]).toBe("Mon, $4.00, 3 jobs");
  expect(names).toHaveLength(4);
});

test("a bar is as high as its value on the axis, and a day without spend has no height", () => {
  const heights = screen
    .getAllByRole("option")
    .map((bar) =>
      bar.firstElementChild instanceof HTMLElement ? bar.firstElementChild.style.height : "",
    );
  expect(heights).toEqual(["100%", "", "0.025%", "50%"]);
});

describe("by keyboard", () => {
  test("the chart is one tab stop, and starts at the latest bar", async () => {
    const user = userEvent.setup();
    await user.tab();
    expect(document.activeElement).toBe(chart());
    expect(readout()).toContain("Thu");
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "after" }));
    expect(readout()).toBeNull();
  });

  test.each([
    ["{ArrowLeft}", "Wed"],
    ["{ArrowLeft}{ArrowLeft}{ArrowRight}", "Wed"],
    ["{Home}", "Mon"],
    ["{Home}{ArrowLeft}", "Mon"],
    ["{Home}{End}", "Thu"],
    ["{ArrowRight}", "Thu"],
  ])("%s moves to %s", async (keys, day) => {
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard(keys);
    expect(readout()).toContain(day);
    expect(chart().getAttribute("aria-activedescendant")).toBe(option(new RegExp(`^${day}`)).id);
    expect(option(new RegExp(`^${day}`)).getAttribute("aria-selected")).toBe("true");
  });

  test("Escape leaves the chart", async () => {
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard("{Escape}");
    expect(readout()).toBeNull();
    expect(document.activeElement).not.toBe(chart());
  });

  test("other keys keep their effect on the page", async () => {
    chart().focus();
    expect(fireEvent.keyDown(chart(), { key: "PageDown" })).toBe(true);
    expect(fireEvent.keyDown(chart(), { key: "ArrowLeft" })).toBe(false);
  });
});

describe("by pointer", () => {
  test("hovering a bar fills the readout, and leaving the chart empties it", async () => {
    const user = userEvent.setup();
    await user.hover(option(/^Tue/));
    expect(readout()).toBe("Tue$0.003 jobs");
    await user.unhover(chart());
    expect(readout()).toBeNull();
  });

  test("a tap fills the same readout, and it stays when the finger lifts", async () => {
    const user = userEvent.setup();
    await user.pointer([{ keys: "[TouchA>]", target: option(/^Mon/) }, { keys: "[/TouchA]" }]);
    expect(readout()).toContain("Mon");
  });

  test("the readout stays when the mouse leaves while the chart has the focus", async () => {
    const user = userEvent.setup();
    await user.tab();
    await user.hover(option(/^Mon/));
    await user.unhover(chart());
    expect(readout()).toContain("Mon");
  });
});

describe("a bar opens", () => {
  test("by a click", async () => {
    await userEvent.setup().click(option(/^Mon/));
    expect(onOpen.mock.calls).toEqual([["Mon"]]);
  });

  test("by Enter", async () => {
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard("{ArrowLeft}{Enter}");
    expect(onOpen.mock.calls).toEqual([["Wed"]]);
  });

  test("by the second tap, because the first one shows its figures", async () => {
    const user = userEvent.setup();
    const tap = () =>
      user.pointer([{ keys: "[TouchA>]", target: option(/^Mon/) }, { keys: "[/TouchA]" }]);
    await tap();
    expect(onOpen).not.toHaveBeenCalled();
    await tap();
    expect(onOpen.mock.calls).toEqual([["Mon"]]);
  });
});

describe("a stacked bar", () => {
  const fill = { colour: "red", pattern: "dots" } as const;
  const parts = (element: Element) => [...element.querySelectorAll("[data-segment]")];

  test("has a part for each segment, and the other period behind it", () => {
    cleanup();
    const segments = [
      { key: "a", value: 3, fill },
      { key: "b", value: 1, fill: { ...fill, pattern: "solid" as const } },
    ];
    const bars = [{ ...bar("Mon", 4, true), segments, comparedValue: 2, isSeparated: true }];
    const { container } = render(
      <BarChart label="Spend" bars={bars} ticks={TICKS} summary="one day" guide={3} />,
    );
    expect(parts(option(/^Mon/)).map((part) => part.getAttribute("data-segment"))).toEqual([
      "a",
      "b",
    ]);
    // The period is not over, so the solid part is hatched too.
    expect(parts(option(/^Mon/))[1]?.className).toContain("pattern-stripes");
    expect(container.querySelector<HTMLElement>("[data-compared]")?.style.height).toBe("50%");
    expect(container.querySelector<HTMLElement>("[data-guide]")?.style.top).toBe("25%");
  });
});

test("without an active bar the summary is shown", () => {
  expect(screen.getByText("4 days")).toBeTruthy();
});
