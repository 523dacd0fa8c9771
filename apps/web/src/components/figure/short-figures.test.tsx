import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Instant } from "./instant";
import { ShortId } from "./short-id";
import { Tokens } from "./tokens";

afterEach(cleanup);

test("a short figure has the exact one in its title", () => {
  render(<Tokens count={1_234_567} />);
  expect(screen.getByText("1.23M").title).toBe("1,234,567 tokens");
  render(<Instant at="2026-11-14T09:41:07.123Z" asOf="2026-11-23T00:00:00.000Z" />);
  const time = screen.getByText("14 Nov, 09:41");
  expect(time.getAttribute("datetime")).toBe("2026-11-14T09:41:07.123Z");
  expect(time.title).toBe("2026-11-14 09:41:07.123 UTC");
  render(<ShortId id="01938f2e-7c00-7000-8000-0000deadbeef" />);
  expect(screen.getByText("deadbeef").title).toBe("01938f2e-7c00-7000-8000-0000deadbeef");
});
