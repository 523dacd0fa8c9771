import { CircleCheck } from "lucide-react";

/** The note for a person who has just reset the password. */
export function PasswordChanged() {
  return (
    <p role="status" className="flex gap-2 rounded-base border px-3 py-2 text-sm">
      <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent" />
      Your password is changed and you are signed out everywhere. Sign in with the new password.
    </p>
  );
}
