import { MIN_PASSWORD_LENGTH } from "@ai-cost/auth";
import type { Metadata } from "next";
import { requirePerson } from "@/server/page-access";
import { HydrateClient, pageContext, trpc } from "@/trpc/server";
import { AppFrame } from "../_shell/app-frame";
import { Breadcrumb } from "../_shell/breadcrumb";
import { Account } from "./account";
import { changePassword } from "./change-password";

export const metadata: Metadata = { title: "Account" };

const CRUMBS = [{ label: "Products", href: "/dashboard" }, { label: "Account" }];

export default async function AccountPage() {
  const person = await requirePerson();
  const { now } = await pageContext();
  await trpc.account.listSessions.prefetch();
  return (
    <AppFrame person={person} breadcrumb={<Breadcrumb crumbs={CRUMBS} />}>
      <HydrateClient>
        <Account
          person={person}
          asOf={now.toISOString()}
          changePassword={changePassword}
          minPasswordLength={MIN_PASSWORD_LENGTH}
        />
      </HydrateClient>
    </AppFrame>
  );
}
