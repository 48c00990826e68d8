import type { IncomingMessage, ServerResponse } from 'node:http'
import { RequestContext } from './request-context.ts'
import { settings } from './settings.ts'

/** Answers a request. Each one listens for changes of the settings until its connection has what it asked for. */
export function app(request: IncomingMessage, response: ServerResponse): void {
  const context = new RequestContext(request.url ?? '/')
  function useLanguage(language: string): void {
    context.language = language
  }
  settings.on('change', useLanguage)
  response.once('close', () => settings.off('change', useLanguage))
  response.end(`${context.path} in ${context.language}`)
}
