export {
  AccountExistsError,
  type CreateAccountInput,
  createAccount,
} from "./accounts/create-account";
export { DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson } from "./accounts/demo-people";
export { issueFirstAccountCode } from "./accounts/first-account-code";
export { listAccounts } from "./accounts/list-accounts";
export { generatePassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./accounts/password";
export { resetPassword } from "./accounts/reset-password";
export { type Auth, type AuthOptions, createAuth } from "./auth";
export { findResetAccount } from "./password-reset/reset-token";
export { purgeExpired } from "./purge/purge-expired";
export { requestAddress } from "./rate-limits/source-address";
export { type SessionUser, sessionUser } from "./sessions/session-user";
export { type SignUpState, signUpState } from "./sign-up/sign-up-state";
