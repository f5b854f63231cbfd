/* The uploader says nothing in a foreign language to a screen reader, and is not called a mere ornament. */
function mend(data) {
  for (const zone of document.querySelectorAll('[data-testid="stFileUploaderDropzone"]')) {
    if (zone.hasAttribute("role")) zone.removeAttribute("role");
    named(zone.querySelector('input[type="file"]'), zone.getAttribute("aria-label"));
    named(zone.querySelector('[data-testid="stBaseButton-borderlessIcon"]'), data.add);
    for (const chip of zone.querySelectorAll('[data-testid="stFileChip"]')) {
      const name = chip.querySelector('[data-testid="stFileChipName"]')?.textContent ?? "";
      named(chip.querySelector("button"), `${data.remove} ${name}`);
    }
  }
}

function named(element, label) {
  if (element && label && element.getAttribute("aria-label") !== label) element.setAttribute("aria-label", label);
}

export default function ({ parentElement, data }) {
  parentElement.watch?.disconnect();
  const watch = new MutationObserver(() => mend(data));
  watch.observe(document.body, { childList: true, subtree: true });
  parentElement.watch = watch;
  mend(data);
  return () => watch.disconnect();
}
