/** @file What clients are told of problems: details in JSON (RFC 9457), and the statuses that there are. */
import * as json from './json-schema.ts'

/** Statuses of problems that a request for any drawing may have. */
export const DRAWING_PROBLEMS = [400, 403, 404, 406, 429, 500] as const

/** And of those that one with a body may have beside them. */
export const BODY_PROBLEMS = [413, 415] as const

export const problemJson = () =>
  json.object(
    {
      type: json.text('about:blank: the status says what kind it is'),
      status: json.integer('As that of the response'),
      title: json.text('Of the status'),
      detail: json.text('What was got and what is expected'),
    },
    {
      errors: json.list(
        json.object(
          { parameter: json.text('Its name'), expected: json.text('What it may be') },
          { got: json.text('Its value, shortened; left out where it was not given') },
        ),
        'Of each bad parameter',
      ),
    },
  )
