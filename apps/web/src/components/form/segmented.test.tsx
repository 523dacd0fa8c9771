import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Segmented } from "./segmented";

afterEach(cleanup);

test("one option is selected, and a click selects another", async () => {
  const onChange = vi.fn();
  const user = userEvent.setup();
  render(<Segmented label="Days shown" options={["7d", "30d"]} value="7d" onChange={onChange} />);
  expect(screen.getByRole("radiogroup", { name: "Days shown" })).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "7d" }).checked).toBe(true);
  await user.click(screen.getByRole("radio", { name: "30d" }));
  expect(onChange.mock.calls).toEqual([["30d"]]);
});
