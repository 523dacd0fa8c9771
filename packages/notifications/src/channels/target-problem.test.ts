import { expect, test } from "vitest";
import { targetProblem, targetText } from "./target-problem";

const NOT_PUBLIC = "must be an address of the public internet";

test.each([
  ["https://ops.example.com/hook?x=1", null],
  ["https://1.1.1.1/", null],
  ["http://ops.example.com/", "must begin with https://"],
  ["ftp://ops.example.com/", "must begin with https://"],
  ["ops.example.com", "is not a URL"],
  ["", "is not a URL"],
  ["https://a:b@ops.example.com/", "must contain no user name and password"],
  ["https://localhost/", NOT_PUBLIC],
  ["https://a.localhost./", NOT_PUBLIC],
  ["https://127.0.0.1/", NOT_PUBLIC],
  ["https://2130706433/", NOT_PUBLIC],
  ["https://0x7f.1/", NOT_PUBLIC],
  ["https://10.0.0.1/", NOT_PUBLIC],
  ["https://169.254.169.254/latest", NOT_PUBLIC],
  ["https://[::1]/", NOT_PUBLIC],
  ["https://[::ffff:127.0.0.1]/", NOT_PUBLIC],
  ["https://[fd00::1]/", NOT_PUBLIC],
])("%s as a target: %s", (url, problem) => {
  expect(targetProblem(url, false)).toBe(problem);
});

test("private addresses and plain HTTP are allowed where an operator allows them", () => {
  expect(targetProblem("http://127.0.0.1:8080/hook", true)).toBeNull();
  expect(targetProblem("file:///etc/passwd", true)).toBe("must begin with https://");
});

test("a target is shown without what would let a reader post there", () => {
  const slack = "https://hooks.slack.com/services/T000/B000/secret-x9Qk";
  expect(targetText("slack", slack)).toBe("hooks.slack.com …x9Qk");
  expect(targetText("webhook", "https://ops.example.com/hook?key=secret")).toBe(
    "https://ops.example.com/hook",
  );
  const discord = `https://discord.com/api/webhooks/1234567890123456789/${"t".repeat(64)}x9Qk`;
  expect(targetText("webhook", discord)).toBe("https://discord.com/api/webhooks/…6789/…x9Qk");
});
