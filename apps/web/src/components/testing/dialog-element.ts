/** jsdom knows the dialog element but not its methods; this much of them lets a dialog be rendered. */
export function teachDialogs() {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
}
