// From a key press to the moment when the page shows the rating as chosen and says that it is saved.
const [count, done] = arguments;
const status = document.querySelector("[data-testid='saved']");
/**
 * People press keys on a page that has come to rest, after all that the last key set in motion: where there is no
 * graphics processor, drawing what a rating changes takes more than a fifth of a second.
 */
const rest = () => new Promise((resume) => setTimeout(() => requestAnimationFrame(() => setTimeout(resume)), 400));

/** Rates largely and fully in turn, so that every key changes something. */
async function rate() {
  await rest();
  const isFully = document.querySelector("[data-testid='rating-fully']").ariaPressed === "true";
  const [key, rating] = isFully ? ["3", "largely"] : ["4", "fully"];
  const button = document.querySelector(`[data-testid='rating-${rating}']`);
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const now = performance.now();
      if (status.textContent.includes("Saved") && button.ariaPressed === "true") {
        observer.disconnect();
        resolve(now - started);
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    const started = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
}

(async () => {
  const times = [];
  while (times.length < count) times.push(await rate());
  done(times);
})();
