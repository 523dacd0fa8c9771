/**
 * The role that the application takes on when it connects, whatever user it logs in as. The role owns
 * no table, and row-level security always applies to it.
 */
export const APP_ROLE = "ai_cost_app";
