import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { Dialog } from "./dialog";
import { polyfillDialogs } from "./dialog-element.testing";

beforeAll(polyfillDialogs);
afterEach(cleanup);

function show() {
  const onClose = vi.fn();
  render(
    <Dialog title="Monthly budget" onClose={onClose}>
      <input aria-label="Limit" />
    </Dialog>,
  );
  return onClose;
}

test("it is open as long as it is rendered, and named by its title", () => {
  show();
  expect(screen.getByRole<HTMLDialogElement>("dialog", { name: "Monthly budget" }).open).toBe(true);
});

test("the Tab key reaches the fields before the close button", () => {
  show();
  const stops = [...screen.getByRole("dialog").querySelectorAll("input, button")];
  expect(stops.map((stop) => stop.getAttribute("aria-label"))).toEqual(["Limit", "Close"]);
});

test("the close button, Escape and a click outside close it; a click inside does not", async () => {
  const onClose = show();
  const user = userEvent.setup();
  await user.click(screen.getByRole("textbox"));
  expect(onClose).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Close" }));
  await user.click(screen.getByRole("dialog"));
  // A browser sends this event when a person presses Escape.
  screen.getByRole("dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
  expect(onClose).toHaveBeenCalledTimes(3);
});
