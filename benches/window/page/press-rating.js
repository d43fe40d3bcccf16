// Rates the statement, another way than before, while the focus stays in the note.
const isFully = document.querySelector("[data-testid='rating-fully']").ariaPressed === "true";
const key = isFully ? "3" : "4";
document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
