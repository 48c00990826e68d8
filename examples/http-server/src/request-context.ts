/** What is known of one request while it is answered. */
export class RequestContext {
  readonly path: string
  language = 'en'

  constructor(path: string) {
    this.path = path
  }
}
