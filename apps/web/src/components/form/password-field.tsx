"use client";

import { type ComponentProps, useState } from "react";
import { Field } from "./field";

type PasswordFieldProps = Omit<ComponentProps<typeof Field>, "type" | "value" | "onChange">;

/**
 * A field for a password. It keeps what was typed when a form action fails: React then resets the other
 * fields to their default values, and a default value would put the password into the page's HTML.
 */
export function PasswordField(props: PasswordFieldProps) {
  const [value, setValue] = useState("");
  return (
    <Field
      {...props}
      type="password"
      value={value}
      onChange={(event) => setValue(event.target.value)}
    />
  );
}
