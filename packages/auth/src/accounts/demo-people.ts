export interface DemoPerson {
  email: string;
  /** The label on the sign-in page, which is the person's role. */
  name: string;
}

/** The people of the demo story, in the order in which the sign-in page offers them. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { email: "owner@example.com", name: "Demo owner" },
  { email: "admin@example.com", name: "Demo admin" },
  { email: "member@example.com", name: "Demo member" },
  { email: "stranger@example.com", name: "Demo stranger" },
];

/** The password of all demo people. The demo story is never loaded into an operator's own database. */
export const DEMO_PASSWORD = "demo-password";
