import { expect, test } from "vitest";
import { swatchColour, swatchOf } from "./swatches";

test("a known agent type has its registered colour, any other one is neutral", () => {
  expect(swatchOf("agentType", "research")).toEqual({ hue: 2, outlined: false });
  expect(swatchOf("agentType", "uiux")).toEqual({ hue: 2, outlined: true });
  expect(swatchOf("agentType", "code_review")).toEqual({ hue: null, outlined: false });
  expect(swatchColour(swatchOf("agentType", "code_review"))).toBe("var(--color-swatch-neutral)");
});

test("models that are often used together have different colours", () => {
  const models = [
    "claude-opus-4-5",
    "claude-sonnet-4-5",
    "claude-haiku-4-5",
    "gpt-5.1",
    "gpt-5-mini",
    "gemini-2.5-pro",
    "gemini-2.5-flash",
  ];
  const hues = models.map((model) => swatchOf("model", model).hue);
  expect(new Set(hues).size).toBe(models.length);
  for (const hue of hues) expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(hue);
});

test.each(["unknown", "*"])("the model %s is neutral", (model) => {
  expect(swatchOf("model", model).hue).toBeNull();
});
