/** Why an import cannot begin or go on: one sentence for the person who started it. */
export class ImportRefusal extends Error {}
