/**
 * Says that the window can be used, once what stands in it now has been painted, and then calls `then`.
 * `benches/window` asks for this moment.
 */
export function markInteractive(then?: () => void): void {
  requestAnimationFrame(() =>
    setTimeout(() => {
      performance.mark("interactive");
      then?.();
    }),
  );
}
