/** Why a command cannot begin or go on: one sentence for the person who started it. */
export class CommandRefusal extends Error {}
