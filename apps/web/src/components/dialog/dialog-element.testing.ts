/**
 * jsdom knows the dialog element but not its methods; this much of them lets a dialog be rendered and
 * gives the focus back where a browser does: to what had it, if that is still on the page.
 */
export function teachDialogs() {
  const openers = new WeakMap<HTMLDialogElement, Element | null>();
  HTMLDialogElement.prototype.showModal = function showModal() {
    openers.set(this, document.activeElement);
    this.open = true;
    this.querySelector<HTMLElement>("input, button")?.focus();
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    const opener = openers.get(this);
    if (opener instanceof HTMLElement) opener.focus();
  };
}
