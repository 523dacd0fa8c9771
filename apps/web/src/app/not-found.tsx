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
  const page = (
    <MissingPage>
      The address may be wrong, or it belongs to a product that you are not a member of. An owner of
      the product can invite you.
    </MissingPage>
  );
  if (!person) return <PublicFrame>{page}</PublicFrame>;
  return (
    <AppFrame person={person} breadcrumb={<Breadcrumb crumbs={CRUMBS} />}>
      {page}
    </AppFrame>
  );
}
