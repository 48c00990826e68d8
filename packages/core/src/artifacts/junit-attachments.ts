import { isAbsolute, relative, resolve } from 'node:path'
import { element, xmlText } from '../render/xml.ts'

/**
 * The line by which a JUnit report refers to a file, as GitLab and Jenkins read it: for GitLab relative to the checkout, else absolute.
 *
 * @param path absolute
 * @param env variables by which CI systems make themselves known
 */
export function attachmentLine(path: string, env: Readonly<Record<string, string | undefined>>): string {
  const { CI_PROJECT_DIR: checkout } = env
  const inside = checkout === undefined ? undefined : relative(checkout, path)
  const isInside = inside !== undefined && !inside.startsWith('..') && !isAbsolute(inside)
  return `[[ATTACHMENT|${isInside ? inside.replaceAll('\\', '/') : path}]]`
}

/** Whether a system runs the tests that shows what a JUnit report refers to. */
export function readsAttachments(env: Readonly<Record<string, string | undefined>>): boolean {
  return Boolean(env['GITLAB_CI'] || env['JENKINS_URL'])
}

/**
 * A JUnit report whose failing test cases refer to their pictures. Whoever wrote it, the text of a failure names its picture.
 *
 * @param xml the report; test cases that refer to their pictures stay as they are
 * @param root what the pictures' paths are relative to
 */
export function withAttachments(
  xml: string,
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return xml.replace(/<testcase\b(?:[^>"']|"[^"]*"|'[^']*')*(?<!\/)>[\s\S]*?<\/testcase>/g, (testcase) => {
    const pictures = new Set(
      [...testcase.matchAll(/Ancestors graph: ([^\r\n<]+?\.svg)/g)].map(([, path]) => unescaped(path)),
    )
    const lines = [...pictures].map((path) => attachmentLine(resolve(root, path), env))
    const missing = lines.filter((line) => !testcase.includes(xmlText(line)))
    if (missing.length === 0) return testcase
    const output = element('system-out', {}, missing.map((line) => `${xmlText(line)}\n`).join(''))
    return testcase.replace(/<\/testcase>$/, () => `${output}</testcase>`)
  })
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => ENTITIES[name])
}
