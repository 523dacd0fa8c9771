import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Field } from "./field";

afterEach(cleanup);

const note = () => {
  const id = screen.getByLabelText("Limit").getAttribute("aria-describedby");
  return document.getElementById(id ?? "")?.textContent;
};

test("a field is described by its hint", () => {
  render(<Field label="Limit" hint="From $0.01" />);
  expect(note()).toBe("From $0.01");
  expect(screen.getByLabelText("Limit").getAttribute("aria-invalid")).toBe("false");
});

test("an error replaces the hint and marks the field", () => {
  render(<Field label="Limit" hint="From $0.01" error="Too high." />);
  expect(note()).toBe("Too high.");
  expect(screen.getByLabelText("Limit").getAttribute("aria-invalid")).toBe("true");
});
