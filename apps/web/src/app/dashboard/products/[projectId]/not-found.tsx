import type { Metadata } from "next";
import { MissingPage } from "../../../missing-page";

export const metadata: Metadata = { title: "Not found" };

/** The 404 page of a product that the person may see. The sidebar stays. */
export default function ProductPageNotFound() {
  return (
    <MissingPage>
      The address may be wrong, or this product has nothing at this address.
    </MissingPage>
  );
}
