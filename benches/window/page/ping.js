// The shortest way from the page to the program and back: a command that does not exist is refused by the program
// itself, after the whole way there and before it does anything.
const [count, done] = arguments;
/**
 * People press keys on a page that has come to rest, after all that the last key set in motion: where there is no
 * graphics processor, drawing what a rating changes takes more than a fifth of a second.
 */
const rest = () => new Promise((resume) => setTimeout(() => requestAnimationFrame(() => setTimeout(resume)), 400));

async function ping() {
  await rest();
  const started = performance.now();
  await window.__TAURI_INTERNALS__.invoke("no_such_command").catch(() => {});
  return performance.now() - started;
}

(async () => {
  const times = [];
  while (times.length < count) times.push(await ping());
  done(times);
})();
