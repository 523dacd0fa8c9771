/** @type {WeakSet<import("node:net").Server>} */
const leaving = new WeakSet();

/**
 * From now on every answer of this server closes its connection: a sender learns so that it leaves.
 *
 * @param {import("node:net").Server} server
 */
export const tellOfLeaving = (server) => void leaving.add(server);

/** @param {import("node:net").Socket & { server?: import("node:net").Server }} socket */
export const isLeaving = ({ server }) => server !== undefined && leaving.has(server);
