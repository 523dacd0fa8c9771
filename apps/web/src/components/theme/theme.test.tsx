import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import { THEME_SCRIPT, ThemeToggle } from "./theme";

afterEach(cleanup);
beforeEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset.theme;
});

const chosen = () => document.documentElement.dataset.theme;
const nextPage = () => {
  delete document.documentElement.dataset.theme;
  // In a browser, the inline script runs before the first paint.
  new Function(THEME_SCRIPT)();
};

test("it switches from system to light, dark and back, and the next page keeps the choice", async () => {
  const user = userEvent.setup();
  render(<ThemeToggle />);
  const steps = [];
  for (const expected of ["light", "dark", undefined]) {
    await user.click(screen.getByRole("button"));
    steps.push(screen.getByRole("button").getAttribute("aria-label"));
    expect(chosen()).toBe(expected);
    nextPage();
    expect(chosen()).toBe(expected);
  }
  expect(steps).toEqual([
    "Theme: light. Change to dark",
    "Theme: dark. Change to system",
    "Theme: system. Change to light",
  ]);
});

test("an unknown stored theme is ignored", () => {
  localStorage.setItem("theme", "<script>");
  nextPage();
  expect(chosen()).toBeUndefined();
});
