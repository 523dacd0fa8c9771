import { expect, test } from "vitest";
import { agentTypeOf, KNOWN_AGENT_TYPES } from "./agent-types";

test("a known agent type has its own label and swatch, an unknown one a label derived from its key and a neutral swatch", () => {
  expect(agentTypeOf("uiux").label).toBe("UI/UX");
  expect(agentTypeOf("code_review")).toMatchObject({ label: "Code review", swatch: { hue: null } });
  expect(agentTypeOf("___").label).toBe("___");
  const looks = KNOWN_AGENT_TYPES.map((key) => JSON.stringify(agentTypeOf(key).swatch));
  expect(new Set(looks).size).toBe(KNOWN_AGENT_TYPES.length);
});
