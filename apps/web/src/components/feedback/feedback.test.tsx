import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ErrorPanel } from "./error-panel";
import { Skeleton } from "./skeleton";

afterEach(cleanup);

test("a skeleton says what is loading", () => {
  render(<Skeleton label="Loading the monthly trend" />);
  expect(screen.getByRole("status").textContent).toBe("Loading the monthly trend");
});

describe("an error panel", () => {
  test("says what failed, that nothing is lost and the request id, and retries", async () => {
    const onRetry = vi.fn();
    render(<ErrorPanel title="It could not be loaded." requestId="6f6b" onRetry={onRetry} />);
    const text = screen.getByRole("alert").textContent;
    expect(text).toContain("It could not be loaded.");
    expect(text).toContain("No data is lost");
    expect(text).toContain("Request 6f6b");
    await userEvent.setup().click(screen.getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  test("says that it is retrying", () => {
    render(<ErrorPanel title="It could not be loaded." onRetry={() => {}} isRetrying />);
    expect(screen.getByRole<HTMLButtonElement>("button").disabled).toBe(true);
  });
});
