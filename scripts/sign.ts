/**
 * Signs a URL with the first key of SIGNING_KEYS, as a Worker with that secret wants it.
 *
 *   SIGNING_KEYS=... npm run sign -- 'https://your-service.example/digit/7/ada.png'
 *   SIGNING_KEYS=... npm run sign -- --for 3600 'https://your-service.example/sheet/ada.png'
 */
import { Command, InvalidArgumentError } from 'commander'
import { readKeys, signedUrl } from '../src/http/signature.ts'

const seconds = (text: string): number => {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('expected whole seconds')
  return Number(text)
}

const command = new Command('sign')
  .argument('<url>', 'absolute, of a drawing')
  .option('--for <seconds>', 'how long the URL is good; for ever when left out', seconds)
  .parse()
const [address = ''] = command.args
const { for: duration } = command.opts<{ for?: number }>()

const expires = duration === undefined ? undefined : Math.floor(Date.now() / 1000) + duration
try {
  console.log(signedUrl(given(address), signingKey(), expires).href)
} catch (error) {
  if (error instanceof RangeError) command.error(error.message)
  throw error
}

function given(text: string): URL {
  return URL.canParse(text) ? new URL(text) : command.error(`got ${text}, expected an absolute URL`)
}

function signingKey(): Uint8Array {
  const [key] = readKeys(process.env['SIGNING_KEYS'])
  return key ?? command.error('SIGNING_KEYS: got nothing, expected the secret of the Worker')
}
