import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { DemoSignIn } from "./demo-sign-in";
import type { SignInState } from "./sign-in";
import { SignInForm } from "./sign-in-form";

afterEach(cleanup);

/** An action that keeps what it was given and answers with `problem`. */
function action(problem: string | null) {
  const given: Record<string, FormDataEntryValue>[] = [];
  const signIn = async (_state: SignInState, form: FormData): Promise<SignInState> => {
    given.push(Object.fromEntries(form));
    return { email: String(form.get("email")), problem };
  };
  return { given, signIn };
}

test("the form sends address, password and where to go", async () => {
  const { given, signIn } = action(null);
  render(<SignInForm signIn={signIn} next="/dashboard?x=1" />);
  await userEvent.type(screen.getByLabelText("E-mail"), "ada@example.com");
  await userEvent.type(screen.getByLabelText("Password"), "correct horse");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(given).toEqual([
    { email: "ada@example.com", password: "correct horse", next: "/dashboard?x=1" },
  ]);
});

test("a refusal is said aloud; the address stays, the password goes", async () => {
  const { signIn } = action("Too many attempts. Try again in a minute.");
  render(<SignInForm signIn={signIn} next="/dashboard" />);
  await userEvent.type(screen.getByLabelText("E-mail"), "ada@example.com");
  await userEvent.type(screen.getByLabelText("Password"), "wrong");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect((await screen.findByRole("alert")).textContent).toBe(
    "Too many attempts. Try again in a minute.",
  );
  expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("ada@example.com");
  expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("");
});

test("each demo person has a button that signs in as them", async () => {
  const { given, signIn } = action(null);
  const people = [{ email: "owner@example.com" }, { email: "stranger@example.com" }];
  render(<DemoSignIn signIn={signIn} people={people} password="demo" next="/dashboard" />);
  expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual([
    "Continue as owner",
    "Continue as stranger",
  ]);
  await userEvent.click(screen.getByRole("button", { name: "Continue as stranger" }));
  expect(given).toEqual([{ email: "stranger@example.com", password: "demo", next: "/dashboard" }]);
});
