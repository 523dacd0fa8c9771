import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { requirePerson } from "@/server/gates";
import { TrpcProvider } from "@/trpc/provider";

/** Everything beneath is for people who are signed in. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { id } = await requirePerson();
  return (
    <TrpcProvider key={id}>
      <NuqsAdapter>{children}</NuqsAdapter>
    </TrpcProvider>
  );
}
