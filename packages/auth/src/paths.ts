// The paths of better-auth's routes, below `/api/auth`.
export const SIGN_IN_PATH = "/sign-in/email";
export const SIGN_UP_PATH = "/sign-up";
export const SIGN_OUT_PATH = "/sign-out";
export const REQUEST_RESET_PATH = "/request-password-reset";
export const RESET_PASSWORD_PATH = "/reset-password";
export const CHANGE_PASSWORD_PATH = "/change-password";
