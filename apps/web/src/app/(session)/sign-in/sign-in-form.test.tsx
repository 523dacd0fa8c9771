import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { DemoSignIn } from "./demo-sign-in";
import type { SignInState } from "./sign-in";
import { SignInForm } from "./sign-in-form";

afterEach(cleanup);

/** A sign-in action that records the forms it receives and returns `problem`. */
function fakeSignIn(problem: string | null) {
  const forms: Record<string, FormDataEntryValue>[] = [];
  const signIn = async (_state: SignInState, form: FormData): Promise<SignInState> => {
    forms.push(Object.fromEntries(form));
    return { email: String(form.get("email")), problem };
  };
  return { forms, signIn };
}

test("the form sends the address, the password and the path to go to", async () => {
  const { forms, signIn } = fakeSignIn(null);
  render(<SignInForm signIn={signIn} next="/dashboard?x=1" />);
  await userEvent.type(screen.getByLabelText("E-mail"), "ada@example.com");
  await userEvent.type(screen.getByLabelText("Password"), "correct horse");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(forms).toEqual([
    { email: "ada@example.com", password: "correct horse", next: "/dashboard?x=1" },
  ]);
});

test("an error is announced, and the address and the password stay", async () => {
  const { signIn } = fakeSignIn("Too many attempts. Try again in a minute.");
  render(<SignInForm signIn={signIn} next="/dashboard" />);
  await userEvent.type(screen.getByLabelText("E-mail"), "ada@example.com");
  await userEvent.type(screen.getByLabelText("Password"), "wrong");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect((await screen.findByRole("alert")).textContent).toBe(
    "Too many attempts. Try again in a minute.",
  );
  expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("ada@example.com");
  expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("wrong");
});

test("each demo person has a button that signs in as them", async () => {
  const { forms, signIn } = fakeSignIn(null);
  const people = [{ email: "owner@example.com" }, { email: "stranger@example.com" }];
  render(<DemoSignIn signIn={signIn} people={people} password="demo" next="/dashboard" />);
  expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual([
    "Continue as owner",
    "Continue as stranger",
  ]);
  await userEvent.click(screen.getByRole("button", { name: "Continue as stranger" }));
  expect(forms).toEqual([{ email: "stranger@example.com", password: "demo", next: "/dashboard" }]);
});
