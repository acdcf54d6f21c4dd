/** @file What several answers of the OpenAPI document have in common. */

export const COMPONENTS = {
  schemas: {
    Problem: {
      description: 'Problem details (RFC 9457)',
      type: 'object',
      required: ['type', 'status', 'title', 'detail'],
      properties: {
        type: { type: 'string' },
        status: { type: 'integer' },
        title: { type: 'string' },
        detail: { type: 'string' },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            required: ['parameter', 'got', 'expected'],
            properties: {
              parameter: { type: 'string' },
              got: { type: 'string' },
              expected: { type: 'string' },
            },
          },
        },
      },
    },
    Drawing: {
      type: 'object',
      required: ['model', 'url', 'alt', 'width', 'height'],
      properties: {
        model: { type: 'string' },
        url: { type: 'string', format: 'uri' },
        alt: { type: 'string' },
        width: { type: 'integer' },
        height: { type: 'integer' },
        dataUri: { type: 'string' },
      },
    },
  },
}
