// The operator's clock as the browser goes on counting it: a wrong clock at the desk makes no wrong age, and a fast demo runs fast.
let base = Date.now();
let at = performance.now();
let rate = 1;

/** Takes over the instant of the server. */
export function set(now: number, perSecond: number): void {
  if (!Number.isFinite(now) || now <= 0) return;
  [base, at, rate] = [now, performance.now(), perSecond > 0 ? perSecond : 1];
}

/** The instant by the operator's clock, in milliseconds since 1970. */
export function now(): number {
  return base + (performance.now() - at) * rate;
}
