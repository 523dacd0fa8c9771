import { expect, test } from "vitest";
import { authProblem } from "./auth-problem";

const UNAVAILABLE = "This is not available at the moment. Try again in a moment.";
const response = (status: number, body: unknown) => Response.json(body, { status });

test.each<[string, Response, string | null]>([
  ["success", response(200, { user: {} }), null],
  [
    "too many attempts",
    response(429, { message: "Too many attempts. Try again in 15 minutes." }),
    "Too many attempts. Try again in 15 minutes.",
  ],
  [
    "wrong credentials",
    response(401, { message: "Invalid email or password" }),
    "Our own message.",
  ],
  [
    "an invalid field",
    response(400, { message: "That is not an e-mail address." }),
    "That is not an e-mail address.",
  ],
  ["an unavailable database", response(503, { message: "whatever" }), UNAVAILABLE],
  ["a response without a message", new Response("<html>", { status: 403 }), UNAVAILABLE],
])("%s", async (_name, received, problem) => {
  expect(await authProblem(received, { 401: "Our own message." })).toBe(problem);
});
