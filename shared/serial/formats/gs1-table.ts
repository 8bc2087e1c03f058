/**
 * The application identifiers of the GS1 General Specifications §3.2 and what their data looks like:
 * `N6` six digits, `N..6` up to six, `X` any character of GS1's set 82 (`Y`: set 39, `Z`: base 64), parts joined by
 * `+`, optional ones in brackets. `31nn` stands for its whole range, `n` for any digit.
 */
const table = `
00 N18 · 01 N14 · 02 N14 · 03 N14 · 10 X..20 · 11-13 N6 · 15-17 N6 · 20 N2 · 21 X..20 · 22 X..20
235 X..28 · 240 X..30 · 241 X..30 · 242 N..6 · 243 X..20 · 250 X..30 · 251 X..30 · 253 N13+[X..17]
254 X..20 · 255 N13+[N..12] · 30 N..8 · 31nn N6 · 32nn N6 · 33nn N6 · 34nn N6 · 35nn N6 · 36nn N6 · 37 N..8
390n N..15 · 391n N3+N..15 · 392n N..15 · 393n N3+N..15 · 394n N4 · 395n N6
400 X..30 · 401 X..30 · 402 N17 · 403 X..30 · 410-417 N13 · 420 X..20 · 421 N3+X..9 · 422 N3 · 423 N..15
424 N3 · 425 N..15 · 426 N3 · 427 X..3 · 4300-4301 X..35 · 4302-4306 X..70 · 4307 X2 · 4308 X..30 · 4309 N20
4310-4311 X..35 · 4312-4316 X..70 · 4317 X2 · 4318 X..20 · 4319 X..30 · 4320 X..35 · 4321-4323 N1
4324-4325 N10 · 4326 N6 · 4330-4333 N6+[X1]
7001 N13 · 7002 X..30 · 7003 N10 · 7004 N..4 · 7005 X..12 · 7006 N6 · 7007 N6+[N6] · 7008 X..3 · 7009 X..10
7010 X..2 · 7011 N6+[N4] · 7020-7022 X..20 · 7023 X..30 · 7030-7039 N3+X..27 · 7040 N1+X3 · 710-717 X..20
7230-7239 X2+X..28 · 7240 X..20 · 7241 N2 · 7242 X..25 · 7250 N8 · 7251 N12 · 7252 N1 · 7253-7254 X..40
7255 X..10 · 7256 X..90 · 7257 X..70 · 7258 X3 · 7259 X..40
8001 N14 · 8002 X..20 · 8003 N14+[X..16] · 8004 X..30 · 8005 N6 · 8006 N18 · 8007 X..34 · 8008 N8+[N..4]
8009 X..50 · 8010 Y..30 · 8011 N..12 · 8012 X..20 · 8013 X..25 · 8014 X..25 · 8017-8018 N18 · 8019 N..10
8020 X..25 · 8026 N18 · 8030 Z..90 · 8040-8043 X..70 · 8110 X..70 · 8111 N4 · 8112 X..70 · 8200 X..70
90 X..30 · 91-99 X..90
`;

const sets: Record<string, string> = {
  N: '[0-9]',
  X: `[!"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]`,
  Y: '[#\\-/0-9A-Z]',
  Z: '[-_=0-9A-Za-z]',
};

function patternOf(spec: string): RegExp {
  const parts = spec.split('+').map((part) => {
    const found = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?$/.exec(part);
    const [, optional = '', set = '', upTo, length = ''] = found ?? [];
    const one = `${sets[set]}{${upTo ? '1,' : ''}${length}}`;
    return optional ? `(?:${one})?` : one;
  });
  return new RegExp(`^${parts.join('')}$`);
}

function rangeOf(identifiers: string): string[] {
  if (identifiers.includes('n')) {
    return Array.from({ length: 10 }, (_, digit) =>
      identifiers.replace('n', String(digit)),
    ).flatMap(rangeOf);
  }
  const [from = '', to = from] = identifiers.split('-');
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, step) =>
    String(Number(from) + step).padStart(from.length, '0'),
  );
}

/** What the data of each identifier has to look like. */
export const gs1Patterns: ReadonlyMap<string, RegExp> = new Map(
  table
    .split(/\n|·/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .flatMap((entry) => {
      const [identifiers = '', spec = ''] = entry.split(' ');
      return rangeOf(identifiers).map((identifier) => [identifier, patternOf(spec)] as const);
    }),
);

/**
 * Characters, identifier included, of element strings of predefined length (General Specifications
 * fig. 7.8.5-2), by their first two digits. Only these may stand in front of another without FNC1.
 */
export const predefinedLengths: Readonly<Record<string, number>> = {
  '00': 20,
  '01': 16,
  '02': 16,
  '03': 16,
  '04': 18,
  '11': 8,
  '12': 8,
  '13': 8,
  '14': 8,
  '15': 8,
  '16': 8,
  '17': 8,
  '18': 8,
  '19': 8,
  '20': 4,
  '31': 10,
  '32': 10,
  '33': 10,
  '34': 10,
  '35': 10,
  '36': 10,
  '41': 16,
};

/** How many leading digits of the data end with a mod 10 check digit (§7.9). */
export const checkedDigits: Readonly<Record<string, number>> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '03': 14,
  '253': 13,
  '255': 13,
  '402': 17,
  ...Object.fromEntries(rangeOf('410-417').map((identifier) => [identifier, 13])),
  '8003': 14,
  '8006': 14,
  '8017': 18,
  '8018': 18,
  '8026': 14,
};
