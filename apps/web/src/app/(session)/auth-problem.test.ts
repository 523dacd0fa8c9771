import { expect, test } from "vitest";
import { authProblem } from "./auth-problem";

const NOT_NOW = "That does not work at the moment. Nothing is lost; try again in a moment.";
const answer = (status: number, body: unknown) => Response.json(body, { status });

test.each<[string, Response, string | null]>([
  ["an open door", answer(200, { user: {} }), null],
  [
    "too many attempts",
    answer(429, { message: "Too many attempts. Try again in 15 minutes." }),
    "Too many attempts. Try again in 15 minutes.",
  ],
  ["wrong credentials", answer(401, { message: "Invalid email or password" }), "In our words."],
  [
    "a field that will not do",
    answer(400, { message: "[body.email] That is not an e-mail address." }),
    "That is not an e-mail address.",
  ],
  ["a database that is away", answer(503, { message: "whatever" }), NOT_NOW],
  ["an answer without words", new Response("<html>", { status: 403 }), NOT_NOW],
])("%s", async (_name, given, problem) => {
  expect(await authProblem(given, { 401: "In our words." })).toBe(problem);
});
