export {
  AccountExistsError,
  type CreateAccountInput,
  createAccount,
} from "./accounts/create-account";
export { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./accounts/password";
export { type Auth, type AuthOptions, createAuth } from "./auth";
export { runAccounts } from "./command/accounts";
export { DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson } from "./demo-people";
export { type SessionUser, sessionUser } from "./session-user";
export { issueFirstAccountCode } from "./sign-up/first-account-code";
export { type SignUpState, signUpState } from "./sign-up/sign-up-state";
