/** `1,234,567` */
export function figure(count: number): string {
  return count.toLocaleString('en-US')
}

/** `+1,234`, `-5`, `0` */
export function signedFigure(count: number): string {
  return count > 0 ? `+${figure(count)}` : figure(count)
}

/** `1 class`, `12 classes` */
export function counted(count: number, one: string, many: string): string {
  return `${figure(count)} ${count === 1 ? one : many}`
}

const UNITS = ['kB', 'MB', 'GB', 'TB']

/** `12,345,678 bytes (12.3 MB)` */
export function bytesInWords(bytes: number): string {
  const words = counted(bytes, 'byte', 'bytes')
  if (Math.abs(bytes) < 1000) return words
  let [amount, unit] = [bytes / 1000, 0]
  // what is shown with one digit must not round up to 1000.0
  while (Math.abs(amount) >= 999.95 && unit < UNITS.length - 1) [amount, unit] = [amount / 1000, unit + 1]
  return `${words} (${amount.toFixed(1)} ${UNITS[unit]})`
}
