import { createHash } from 'node:crypto'
import { isAbsolute, relative } from 'node:path'

/**
 * Equal for equal leaks, across runs, machines, and versions of Node: made from the class, where the trace begins and the reference to cut, without
 * what differs between them. No position in a file is in it. Two leaks with the same reference to cut have the same one.
 *
 * @param rootLabel words of the trace's beginning
 * @param suspect the reference to cut and its holder, in words
 */
export function fingerprintOf(
  className: string,
  rootLabel: string,
  suspect: string,
  projectRoot: string,
): string {
  const parts = [className, portableRoot(rootLabel, projectRoot), portableReference(suspect, projectRoot)]
  return createHash('sha1').update(parts.join('\0')).digest('hex').slice(0, 12)
}

/** The beginning without the test's name, which generation of a module it is, and where the project or its packages lie. */
function portableRoot(label: string, projectRoot: string): string {
  if (label.startsWith('running test ')) return 'running test'
  const [, kind, file] =
    /^(?:stale )?(module|script) (.+?)(?: \((?:one of the \d+ generations|generation \d+ of the \d+) that are alive\))?$/.exec(
      label,
    ) ?? []
  return file === undefined ? label : `${kind} ${portablePath(file, projectRoot)}`
}

function portablePath(file: string, projectRoot: string): string {
  const [, inPackages] = /.*[\\/]node_modules[\\/](.+)$/.exec(`/${file}`) ?? []
  const path = inPackages ?? (isAbsolute(file) ? relative(projectRoot, file) : file)
  return path.replaceAll('\\', '/')
}

function portableReference(words: string, projectRoot: string): string {
  const [, reference, root] = /^(.*) of ((?:stale )?(?:module|script) .*|running test .*)$/s.exec(words) ?? []
  if (reference !== undefined)
    return `${portableReference(reference, projectRoot)} of ${portableRoot(root, projectRoot)}`
  return (
    words
      .replace(/\[\d+\]/g, '[i]')
      // any function of the file leads there
      .replace(/^(strings of a template literal in its file) of .*$/s, '$1')
      // not every Node knows the name, or the class
      .replace(/ of AbortSignal(?= |$)/g, ' of EventTarget')
      .replace(/^(store of )(?:an )?AsyncLocalStorage.*$/s, '$1an AsyncLocalStorage')
      .replace(/^(value of )(?:key .*|a string key|a number as key)( of .*)$/s, '$1key$2')
  )
}
