/** The server's clock, as far as this device can tell: what messages say it was when they left. */
let samples: number[] = []

/** So many of the latest messages count: a device's own clock may be set right in between. */
const KEPT = 8

/** A message that left the server at this time has just arrived. */
export function heardTime(serverTime: unknown, here = Date.now()): void {
  if (typeof serverTime !== 'number' || !Number.isFinite(serverTime)) return
  samples = [...samples, serverTime - here].slice(-KEPT)
}

/** Messages take time and never arrive before they leave, so of several the one that says most is nearest to the truth. */
export const serverNow = (here = Date.now()): number => here + (samples.length ? Math.max(...samples) : 0)
