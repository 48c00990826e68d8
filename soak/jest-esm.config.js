import commonJs from './jest.config.js'

/** @type {import('jest').Config} */
export default { ...commonJs, extensionsToTreatAsEsm: ['.ts'] }
