export interface DemoPerson {
  email: string;
  /** What the sign-in page offers: a role, for nobody here is real. */
  name: string;
}

/** Who the demo story is about, in the order in which the sign-in page offers them. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { email: "owner@example.com", name: "Demo owner" },
  { email: "admin@example.com", name: "Demo admin" },
  { email: "member@example.com", name: "Demo member" },
  { email: "stranger@example.com", name: "Demo stranger" },
];

/** Everyone's in the demo story, which is never loaded into an operator's own database. */
export const DEMO_PASSWORD = "demo-password";
