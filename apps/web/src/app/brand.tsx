import { Coins } from "lucide-react";

/** The mark of the application. */
export const Mark = () => <Coins aria-hidden="true" className="size-5 shrink-0 text-accent" />;

/** The mark of the application, with its name. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 whitespace-nowrap font-semibold">
      <Mark />
      AI Cost &amp; Budget
    </span>
  );
}
