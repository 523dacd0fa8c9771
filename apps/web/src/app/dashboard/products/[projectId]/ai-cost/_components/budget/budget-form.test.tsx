import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { BudgetForm } from "./budget-form";

afterEach(cleanup);

function show(parts: { limit?: number | null; isSaving?: boolean; failure?: string | null } = {}) {
  const onSave = vi.fn();
  const onRemove = vi.fn();
  const { limit = null, isSaving = false, failure = null } = parts;
  render(
    <BudgetForm
      limit={limit}
      isSaving={isSaving}
      failure={failure}
      onSave={onSave}
      onRemove={onRemove}
    />,
  );
  return { user: userEvent.setup(), onSave, onRemove, field: screen.getByRole("textbox") };
}

test("the typed limit is checked at once and repeated in dollars", async () => {
  const { user, field, onSave } = show();
  expect(field.getAttribute("aria-invalid")).toBe("false");
  await user.type(field, "0.001");
  expect(screen.getByText(/smallest limit/)).toBeTruthy();
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await user.clear(field);
  await user.type(field, "1,499.5");
  expect(screen.getByText("$1,499.50 a month")).toBeTruthy();
  await user.keyboard("{Enter}");
  expect(onSave.mock.calls).toEqual([[1499.5]]);
});

test("an invalid limit is not sent", async () => {
  const { user, field, onSave } = show();
  await user.click(screen.getByRole("button", { name: "Save limit" }));
  expect(screen.getByText("Enter an amount in dollars.")).toBeTruthy();
  await user.type(field, "ten{Enter}");
  expect(onSave).not.toHaveBeenCalled();
});

test("the current limit is in the field, and a button asks to remove it", async () => {
  const { user, field, onRemove } = show({ limit: 250 });
  expect(field).toHaveProperty("value", "250");
  await user.click(screen.getByRole("button", { name: "Remove limit" }));
  expect(onRemove).toHaveBeenCalledTimes(1);
});

test("without a limit there is no button that removes it", () => {
  show();
  expect(screen.queryByRole("button", { name: "Remove limit" })).toBeNull();
});

test("while it is saved it cannot be sent again", () => {
  show({ limit: 250, isSaving: true });
  const buttons = screen.getAllByRole<HTMLButtonElement>("button");
  expect(buttons.every(({ disabled }) => disabled)).toBe(true);
});

test("an error is shown in the form", () => {
  show({ failure: "The limit was not changed." });
  expect(screen.getByRole("alert").textContent).toBe("The limit was not changed.");
});
