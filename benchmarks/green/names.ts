/** All candidates are told as so many of it: one `Runtime.queryObjects` of a class. */
export const UNIT = 'one query of a class'

/** What a failed assertion is told as so many of. */
export const WRITE = 'v8.writeHeapSnapshot'
