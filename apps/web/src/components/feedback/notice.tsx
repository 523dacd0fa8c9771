import { CircleHelp, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names";

const LOOKS = {
  plain: { icon: CircleHelp, colour: "" },
  warning: { icon: TriangleAlert, colour: "text-warning" },
} as const;

interface NoticeProps {
  tone?: keyof typeof LOOKS;
  children: ReactNode;
}

/** One or two sentences that explain the figures on the page. */
export function Notice({ tone = "plain", children }: NoticeProps) {
  const { icon: Icon, colour } = LOOKS[tone];
  return (
    <div className="flex items-start gap-2 px-1 text-muted text-sm">
      <Icon aria-hidden="true" className={classNames("mt-0.5 size-4 shrink-0", colour)} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
