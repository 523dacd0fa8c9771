import { PasswordField } from "./password-field";

interface NewPasswordFieldProps {
  label?: string;
  name: string;
  minLength: number;
}

/** A field in which a person chooses a password. */
export function NewPasswordField({
  label = "New password",
  name,
  minLength,
}: NewPasswordFieldProps) {
  return (
    <PasswordField
      label={label}
      name={name}
      autoComplete="new-password"
      minLength={minLength}
      hint={`At least ${minLength} characters.`}
      required
    />
  );
}
