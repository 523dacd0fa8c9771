import { expect, test } from "vitest";
import { curlLines } from "./curl-lines";
import { fieldRows } from "./field-rows";

test.each([
  ["text", { type: "string" }, "string"],
  ["text with a maximum length", { type: "string", maxLength: 128 }, "string, up to 128"],
  ["a whole number", { type: "integer" }, "integer"],
  ["a time", { type: "string", format: "date-time" }, "time"],
  ["one of a few", { type: "string", enum: ["completed", "failed"] }, "completed | failed"],
  ["a constant", { type: "string", const: "1.0" }, '"1.0"'],
  ["one of two types", { anyOf: [{ type: "number" }, { type: "string" }] }, "number | string"],
  ["a nullable type", { anyOf: [{ type: "string" }, { type: "null" }] }, "string"],
  ["a nullable type in short form", { type: ["string", "null"] }, "string"],
  ["a reference", { $ref: "#/components/schemas/Event" }, "Event"],
  ["a list", { type: "array", items: { $ref: "#/x/Event" } }, "array of Event"],
  ["anything", {}, "any"],
])("%s has a readable type", (_, schema, type) => {
  expect(fieldRows({ properties: { field: schema } })).toMatchObject([{ type }]);
});

test("required fields come first, each with its description and an example as JSON", () => {
  const properties = {
    run: { type: "string", description: "The run." },
    id: { type: "string", description: "The id.", examples: ["a"] },
  };
  expect(fieldRows({ properties, required: ["id"] })).toEqual([
    { name: "id", isRequired: true, type: "string", description: "The id.", example: '"a"' },
    { name: "run", isRequired: false, type: "string", description: "The run.", example: null },
  ]);
});

test("a body is quoted for the shell", () => {
  expect(curlLines("https://x/api", "application/json", { id: "it's" })).toBe(
    [
      "curl https://x/api \\",
      '  -H "Authorization: Bearer $AI_COST_KEY" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '{\n  "id": "it'\\''s"\n}'`,
    ].join("\n"),
  );
});
