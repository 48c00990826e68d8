/** As many as refcycle had in the measurement that we compare with. */
export const LIVE_OBJECTS = 1_410_000
