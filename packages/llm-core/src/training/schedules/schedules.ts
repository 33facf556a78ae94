/**
 * The learning rate of a step as a share of its peak, 0 … 1.
 *
 * @param step number of the update, from 0; fractional when a time budget drives it
 * @param steps updates of the whole run
 */
export type Schedule = (step: number, steps: number) => number;

/** The peak learning rate throughout. */
export function constantSchedule(): Schedule {
  return () => 1;
}

/** Options of `warmupCosineSchedule`. */
export interface WarmupCosineOptions {
  /**
   * Updates over which the rate rises linearly from 0: a number of them from 1, or a share of the run below 1. The
   * paper does not state its schedule.
   * @default 0.03
   */
  warmup?: number;
  /**
   * Share of the peak that is left at the end.
   * @default 0
   */
  floor?: number;
}

/**
 * Linear warm-up, then half a cosine down: with `warmup` in steps and no floor, transformers'
 * `get_cosine_schedule_with_warmup`. Source: Loshchilov and Hutter 2017 (arXiv 1608.03983).
 *
 * @throws RangeError if `warmup` is negative or `floor` not in 0 … 1
 */
export function warmupCosineSchedule(options: WarmupCosineOptions = {}): Schedule {
  const { warmup = 0.03, floor = 0 } = options;
  if (!(warmup >= 0))
    throw new RangeError(`warmup is ${warmup}; give a number of steps or a share of the run.`);
  if (!(floor >= 0 && floor <= 1))
    throw new RangeError(`floor is ${floor}; give a share of the peak, 0 … 1.`);
  return (step, steps) => {
    const rise = warmup < 1 ? warmup * steps : warmup;
    if (step < rise) return step / Math.max(1, rise);
    const progress = Math.min((step - rise) / Math.max(1, steps - rise), 1);
    return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress));
  };
}
