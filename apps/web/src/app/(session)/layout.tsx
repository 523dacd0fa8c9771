import type { ReactNode } from "react";
import { PublicFrame } from "../public-frame";

/** The layout of the sign-in, sign-up, sign-out and invitation pages. */
export default function SessionLayout({ children }: { children: ReactNode }) {
  return <PublicFrame>{children}</PublicFrame>;
}
