import { expect, test } from "vitest";
import { auditOutcome } from "./audit-outcome";

const report = (advisories: object) =>
  JSON.stringify({ advisories, metadata: { vulnerabilities: { high: 0 } } });

test("a report without advisories passes", () => {
  expect(auditOutcome(report({}))).toMatchObject({ passed: 1, failures: [] });
});

test("each advisory is a failure", () => {
  const advisory = { module_name: "left-pad", severity: "high", title: "Pads too much" };
  expect(auditOutcome(report({ 1: advisory }))).toMatchObject({
    passed: 0,
    failures: ["audit: left-pad, high: Pads too much"],
  });
});

test.each([
  "",
  "not JSON",
  "null",
  "{}",
  '{"error":{"code":"ERR_PNPM_AUDIT_ENDPOINT_NOT_EXISTS"}}',
  '{"advisories":{}}',
])("%j is no report, so the dependencies neither pass nor fail", (output) => {
  expect(auditOutcome(output)).toEqual({
    passed: 0,
    failures: [],
    text: "The dependencies are not audited: the registry has sent no report.",
  });
});
