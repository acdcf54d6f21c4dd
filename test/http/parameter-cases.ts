/** @file Of every parameter of every endpoint, values that are taken, up to the limits, and values just beyond. */
/** Values of a parameter. */
export interface Cases {
  readonly taken: readonly string[]
  readonly refused: readonly string[]
}

const seed: Cases = { taken: ['0', 'a b', 'é', 'x'.repeat(128)], refused: ['', 'x'.repeat(129)] }
const temperature: Cases = {
  taken: ['0', '2', '.5', '0.1234567', '1e-7', '1e+0'],
  refused: ['-0.1', '2.01', '', '-1e-7', '1e', '1e400'],
}
const label: Cases = { taken: ['0', '9'], refused: ['10', '-1', '07', '', 'x'] }
const boolean: Cases = { taken: ['true', 'false', '1', '0'], refused: ['', 'yes', 'TRUE'] }
const colour: Cases = {
  taken: ['fff', '%23FFF', 'ffff', 'c00000', '%23c0000080', 'rebeccapurple', 'Navy', 'transparent'],
  refused: ['', 'ff', 'fffff', 'ggg', 'no-colour', 'rgb(1,2,3)', '__proto__'],
}
const shared: Readonly<Record<string, Cases>> = {
  size: { taken: ['28', '100'], refused: ['27', '1025', '28.5', '', '-28'] },
  dpr: { taken: ['1', '4'], refused: ['0', '5', '1.5', ''] },
  padding: { taken: ['0', '256'], refused: ['-1', '257', '1.5', ''] },
  ink: colour,
  paper: colour,
  invert: boolean,
  download: boolean,
}
const still = { taken: ['png', 'svg', 'webp', 'json', 'npy'], refused: ['', 'PNG', 'gif', 'apng'] }

/** By endpoint, and by parameter. */
export const CASES: Readonly<Record<string, Readonly<Record<string, Cases>>>> = {
  digit: { label, seed, temperature, ...shared, format: still },
  number: {
    digits: { taken: ['0', '007', '9'.repeat(32)], refused: ['', '9'.repeat(33), '1a', '-1', '٣'] },
    seed,
    temperature,
    spacing: { taken: ['-0.2', '0', '1'], refused: ['-0.21', '1.01', '', 'wide'] },
    slant: { taken: ['-1', '0', '1', '-.5'], refused: ['-1.1', '1.1', '', '--1'] },
    ...shared,
    format: still,
  },
  sheet: {
    seed: { taken: ['0', 'x'.repeat(124)], refused: ['', 'x'.repeat(125)] },
    temperature,
    labels: { taken: ['0', '0123456789', '7'.repeat(100)], refused: ['', '7'.repeat(101), 'a'] },
    rows: { taken: ['1', '500'], refused: ['0', '501', '1001', ''] },
    columns: { taken: ['1', '500'], refused: ['0', '501', ''] },
    gap: { taken: ['0', '256'], refused: ['-1', '257', ''] },
    ...shared,
    format: still,
  },
  morph: {
    from: label,
    to: label,
    seed,
    temperature,
    frames: { taken: ['2', '60'], refused: ['1', '61', ''] },
    fps: { taken: ['1', '60'], refused: ['0', '61', '2.5'] },
    loop: { taken: ['0', '100'], refused: ['-1', '101', ''] },
    bounce: boolean,
    frame: { taken: ['1', '3'], refused: ['0', '4', '61', ''] }, // of stills, which it asks for
    ...shared,
    format: { taken: ['apng', ...still.taken], refused: ['', 'gif'] },
  },
  latent: {
    label,
    z: {
      taken: ['0', '1,-2.5', '1e-7,.5', '-1e9', `0.${'3'.repeat(40)}`, Array(20).fill('3').join()],
      refused: ['', ',', '1,', '1000000100', 'NaN', '1;2', Array(21).fill('3').join()],
    },
    noise: { taken: ['0', '-100,100'], refused: ['', '100.1', 'x'] },
    axes: { taken: ['0,1', '19,0'], refused: ['', '0', '0,0', '0,20', '0,1,2', '-1,0'] },
    extent: { taken: ['0', '10'], refused: ['-1', '10.1', ''] },
    steps: { taken: ['1', '31'], refused: ['0', '32', ''] },
    ...shared,
    format: still,
  },
  complete: {
    x: { taken: [], refused: ['', 'A', 'IA==', 'x'.repeat(1182)] }, // beside of: below
    of: { taken: ['0/a', '9/a/b'], refused: ['10/a', '7', '7/', `7/${'x'.repeat(129)}`] },
    keep: { taken: ['left', 'all-but-upper-right'], refused: ['LEFT', 'middle'] },
    label,
    seed,
    temperature,
    samples: { taken: ['1', '25'], refused: ['0', '26', '', '1.5'] },
    ...shared,
    format: still,
  },
}
