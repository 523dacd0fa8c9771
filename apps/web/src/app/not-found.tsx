import type { Metadata } from "next";
import { findPerson } from "@/server/page-access";
import { AppFrame } from "./dashboard/_shell/app-frame";
import { Breadcrumb } from "./dashboard/_shell/breadcrumb";
import { MissingPage } from "./missing-page";
import { PublicFrame } from "./public-frame";

export const metadata: Metadata = { title: "Not found" };

const CRUMBS = [{ label: "Products", href: "/dashboard" }, { label: "Not found" }];

/** The 404 page. It is the same for a page that does not exist and for one that the person may not see. */
export default async function NotFound() {
  const person = await findPerson();
  if (!person)
    return (
      <PublicFrame>
        <MissingPage />
      </PublicFrame>
    );
  return (
    <AppFrame person={person} breadcrumb={<Breadcrumb crumbs={CRUMBS} />}>
      <MissingPage />
    </AppFrame>
  );
}
