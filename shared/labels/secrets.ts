import type { LabelRecord } from '../models/label.ts';
import type { LabelDesign, LabelElement, PayloadSpec } from '../models/label-design.ts';
import { ok, problem, type Result } from '../problems.ts';
import { isSecretName } from '../serial/secret-names.ts';
import { type FieldText, fieldOf, fieldsIn, parseFieldText } from './fields.ts';
import type { Finding } from './finding.ts';
import { pngComments } from './png-comments.ts';
import { type SecretShape, secretShape } from './secret-shapes.ts';

/** Where a secret would stand, and why it is taken for one. */
interface Found extends SecretShape {
  element: string | null;
}

/** A text of a template; `allowed`: its standard puts a secret there, and nowhere else. */
interface Place {
  element: string | null;
  text: string;
  allowed?: boolean;
}

/** Fields that say which unit it is: a serial number may look like anything. */
const identity = new Set(['deviceSn', 'groupId', 'batchTag', 'date', 'time', 'position']);

/**
 * Secrets that a design would put on a label: by the names of the fields it places, by what constants, values of the
 * record and comments of pictures look like. Without a record only the design itself is judged. One finding, code
 * `label-secret`, for each element. Every template is looked at before it is kept, every record before it is printed.
 */
export function secretsIn(design: LabelDesign, record: LabelRecord | null): Finding[] {
  const found = new Map<string | null, Found>();
  const add = (one: Found | null) => {
    if (one && !found.has(one.element)) found.set(one.element, one);
  };
  add(shapeAt(null, design.name));
  for (const part of design.parts) add(shapeAt(null, part.name));
  if (design.layout === 'automatic') add(record && shapeAt(null, record.title));
  else {
    for (const element of design.elements) {
      for (const place of placesOf(element)) add(inPlace(place, record));
      if (element.kind === 'image') add(inPicture(element));
    }
  }
  return [...found.values()].map(({ element, ...why }) => ({
    element,
    weight: 'refused',
    problem: problem('label-secret', { element: element ?? design.name, ...why }),
  }));
}

/** The first of `secretsIn` as a problem. */
export function refuseSecrets(design: LabelDesign, record: LabelRecord | null): Result<null> {
  const [first] = secretsIn(design, record);
  return first ? { ok: false, problem: first.problem } : ok(null);
}

const shapeAt = (element: string | null, text: string): Found | null => {
  const shape = secretShape(text);
  return shape && { element, ...shape };
};

function placesOf(element: LabelElement): Place[] {
  const { id } = element;
  if (element.kind === 'text') return [{ element: id, text: element.text }];
  if (!('payload' in element)) return [];
  return textsOf(element.payload).map((place) => ({ element: id, ...place }));
}

function textsOf(payload: PayloadSpec): Omit<Place, 'element'>[] {
  switch (payload.kind) {
    case 'own':
    case 'sn':
      return [];
    case 'json':
      return payload.fields.map((field) => ({ text: `{${field}}` }));
    case 'matter':
      return [{ text: payload.code, allowed: true }];
    case 'lorawan': {
      const { ownerToken, joinEui, devEui, profileId, serial, proprietary } = payload;
      const others = [joinEui, devEui, profileId, serial, proprietary].map((text) => ({ text }));
      return [{ text: ownerToken, allowed: true }, ...others];
    }
    case 'dpp':
      // A public key looks as random as a private one; `payloads/dpp.ts` tells them apart.
      return [
        { text: payload.key, allowed: true },
        ...[payload.mac, payload.info].map((text) => ({ text })),
      ];
    default:
      return Object.entries(payload)
        .filter(([name]) => name !== 'kind')
        .map(([, text]) => ({ text: text as string }));
  }
}

function inPlace({ element, text, allowed }: Place, record: LabelRecord | null): Found | null {
  if (allowed) return null;
  const parsed = parseFieldText(text);
  // Whoever draws it refuses the text for its grammar; what it looks like counts all the same.
  if (!parsed.ok) return shapeAt(element, text);
  const names = fieldsIn(parsed.value);
  const secret = names.map((name) => name.replace(/^masterData\./, '')).find(isSecretName);
  if (secret !== undefined) return { element, explain: 'secret-name', name: secret };
  const literals = parsed.value.map((part) =>
    typeof part === 'string' ? part : ` ${quotedIn(part)} `,
  );
  const constant = shapeAt(element, literals.join(''));
  if (constant || !record) return constant;
  for (const name of names) {
    const value = identity.has(name) ? null : shapeAt(element, fieldOf(record, name));
    if (value) return value;
  }
  // What only the constant and the value together give: `PIN: {description}`.
  const whole = parsed.value.map((part) =>
    typeof part === 'string' ? part : valueIn(part, record),
  );
  return names.every((name) => identity.has(name)) ? null : shapeAt(element, whole.join(''));
}

type Choices = Exclude<FieldText[number], string>;

const quotedIn = (choices: Choices): string =>
  choices.map((choice) => ('literal' in choice ? choice.literal : '')).join('');

/** A field's value, `-` for one that says which unit it is. */
function valueIn(choices: Choices, record: LabelRecord): string {
  for (const choice of choices) {
    if ('literal' in choice) return choice.literal;
    const value = identity.has(choice.field) ? '-' : fieldOf(record, choice.field);
    if (value !== '') return value;
  }
  return '';
}

function inPicture({ id, png }: Extract<LabelElement, { kind: 'image' }>): Found | null {
  const { texts, hidden } = pngComments(png);
  if (texts.some((text) => secretShape(text) !== null))
    return { element: id, explain: 'secret-image' };
  return hidden ? { element: id, explain: 'secret-image-hidden' } : null;
}
