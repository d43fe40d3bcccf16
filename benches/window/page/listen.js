// Notes for every key press in the note how long it took until the character was painted.
window.painted = [];
document.querySelector("[data-testid='note']").addEventListener("keydown", ({ timeStamp }) => {
  requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - timeStamp)));
});
