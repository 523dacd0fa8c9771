import { ROLES, type Role } from "@ai-cost/domain";
import { useId } from "react";
import { roleLabel } from "@/app/dashboard/_labels/role-badge";
import { classNames } from "@/components/class-names";

interface RoleSelectProps {
  label: string;
  /** Whether the label is visible. Screen readers announce it in both cases. */
  isLabelShown?: boolean;
  roles: readonly Role[];
  value: Role;
  onChange: (role: Role) => void;
  disabled?: boolean;
}

export function RoleSelect({
  label,
  isLabelShown = false,
  roles,
  value,
  onChange,
  disabled = false,
}: RoleSelectProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={isLabelShown ? "font-medium text-sm" : "sr-only"}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => {
          const chosen = ROLES.find((role) => role === event.target.value);
          if (chosen) onChange(chosen);
        }}
        className={classNames(
          "w-fit rounded-base border border-field bg-surface px-2 text-sm disabled:opacity-50",
          isLabelShown ? "h-10" : "h-8 pointer-coarse:h-11",
        )}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleLabel(role)}
          </option>
        ))}
      </select>
    </div>
  );
}
