import { EventEmitter } from 'node:events'

/** Tells when the settings of the service have changed. */
export const settings = new EventEmitter<{ change: [language: string] }>()
