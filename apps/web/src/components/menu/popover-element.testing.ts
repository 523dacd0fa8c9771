/**
 * Adds the popovers that jsdom lacks, once: a click on a button opens and closes its popover, as in a
 * browser, which sends the event `toggle`.
 */
export function polyfillPopovers() {
  if (Reflect.has(HTMLElement.prototype, "hidePopover")) return;
  const toggle = (popover: HTMLElement, newState: "open" | "closed") => {
    popover.toggleAttribute("data-open", newState === "open");
    // jsdom hides every popover.
    popover.style.display = newState === "open" ? "block" : "none";
    popover.dispatchEvent(Object.assign(new Event("toggle"), { newState }));
  };
  HTMLElement.prototype.hidePopover = function hidePopover() {
    toggle(this, "closed");
  };
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button[popovertarget]") : null;
    const popover = document.getElementById(button?.getAttribute("popovertarget") ?? "");
    if (popover) toggle(popover, popover.hasAttribute("data-open") ? "closed" : "open");
  });
}
