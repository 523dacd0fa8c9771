import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Validator } from "@seriousme/openapi-schema-validator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyCloudEvent, anyEvent } from "../testing/openapi/any-event";
import { validatorOf } from "../testing/openapi/validator";
import { parseEvent } from "../usage-events/read/parse-event";
import { jobEvent, runEvent, usageEvent } from "../usage-events/schema/events";
import { openApiDocument } from "./document";
import { EVENT_EXAMPLES } from "./event-examples";

const document = openApiDocument("https://cost.example.com");
const isEvent = validatorOf(document, "Event");
const isBody = validatorOf(document, "EventOrBatch");

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone({ ...document }))).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("every reference has a target", () => {
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g);
  const components: Record<string, object> = document.components;
  for (const [, kind = "", name = ""] of references) expect(components[kind]).toHaveProperty(name);
});

test("the document has exactly the paths of the endpoints that receive usage", () => {
  const api = fileURLToPath(new URL("../../../../apps/web/src/app/api", import.meta.url));
  const routes = readdirSync(api, { recursive: true, encoding: "utf8" })
    .filter((file) => /^(otel|v1)[/\\].*route\.ts$/.test(file))
    .map((file) => `/api/${file.replaceAll("\\", "/").replace(/\/route\.ts$/, "")}`)
    .filter((path) => !path.includes("[") && !path.endsWith("openapi.json"));
  expect(Object.keys(document.paths).sort()).toEqual(routes.sort());
});

describe("the document and the code have the same events", () => {
  test.each([
    ["UsageEvent", usageEvent],
    ["RunEvent", runEvent],
    ["JobEvent", jobEvent],
  ])("%s has the same fields, and the code reads each of them", (name, { shape }) => {
    const { properties = {} } = document.components.schemas[name] ?? {};
    expect(Object.keys(properties)).toEqual(Object.keys(shape));
    const full = Object.entries(properties).map(([field, schema]) => [
      field,
      schema.examples?.[0] ?? schema.const,
    ]);
    const event = Object.fromEntries(full);
    expect(parseEvent(event)).toEqual({ ignored: [], event });
    expect(isEvent(event)).toBe(true);
    for (const { description } of Object.values(properties)) expect(description).toMatch(/\.$/);
  });

  test.each(Object.entries(EVENT_EXAMPLES))(
    "the example %s is valid or invalid as its name says",
    (_, example) => {
      expect(isBody(example.value)).toBe(!["partlyInvalid", "invalid"].includes(_));
    },
  );
});

test.each([
  ["an event", anyEvent],
  ["a CloudEvent", anyCloudEvent],
])(
  "%s is valid by the document exactly when the code accepts it",
  (_, arbitrary) => {
    const count = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(arbitrary, (event) => {
        const parsed = parseEvent(event);
        const isValid = !("problem" in parsed);
        count[isValid ? "valid" : "invalid"]++;
        expect({ isValid: isEvent(event), parsed }).toMatchObject({ isValid });
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(count.valid, count.invalid)).toBeGreaterThan(150);
  },
  30_000,
);
