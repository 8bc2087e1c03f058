import type { UnitReading } from '../models/unit.ts';
import { readEscapes } from '../scanners/escapes.ts';
import { findSn } from '../serial/find-sn.ts';
import { trimEdges } from '../serial/names.ts';
import { compileUnitPattern, type Taken } from './pattern.ts';
import { textOf } from './printable.ts';

/** Reads an answer out of whole lines or out of a whole block; bytes, one character each. */
export interface AnswerReader {
  /** What ends a block of lines that is one answer; empty where each line is looked at by itself. */
  end: string;
  /** Null: it is not the answer, or not all of it is text. */
  take(bytes: string): Taken | null;
}

const noise = /[\ufffd\0-\x08\x0e-\x1f\x7f]/;

/** The reader for a profile and the bytes that are sent under it. A text says why the profile cannot be read. */
export function answerReader(reading: UnitReading, sent: string): AnswerReader | string {
  const isEcho = echoOf(sent);
  const textual = (bytes: string): string | null => {
    const text = trimEdges(textOf(bytes));
    return text === '' || noise.test(text) ? null : text;
  };
  if (reading.kind === 'json') {
    return {
      end: '',
      take(bytes) {
        const text = textual(bytes);
        return text === null || isEcho(text) ? null : takeJson(text);
      },
    };
  }
  const takeBy = compileUnitPattern(reading.pattern);
  if (typeof takeBy === 'string') return takeBy;
  const end = readEscapes(reading.end) ?? '';
  return {
    end,
    take(bytes) {
      const text = textual(bytes);
      if (text === null) return null;
      if (end === '') return isEcho(text) ? null : takeBy(text, 'whole');
      const lines = text.split(/\r\n|\r|\n/).filter((line) => !isEcho(trimEdges(line)));
      return takeBy(lines.join('\n'), 'within');
    },
  };
}

/** A unit may repeat what it is sent, after its prompt: that is nobody's SN. */
function echoOf(sent: string): (text: string) => boolean {
  const commands = textOf(sent)
    .split(/[\r\n]/)
    .map(trimEdges)
    .filter((command) => command !== '');
  return (text) =>
    commands.some(
      (command) =>
        text === command ||
        (text.endsWith(command) && /[>#$%:]\s*$/.test(text.slice(0, -command.length))),
    );
}

/** A JSON object with one SN at its top; what else is there is named as it is there. */
function takeJson(text: string): Taken | null {
  if (!text.startsWith('{')) return null;
  const { format, candidates, facts } = findSn(text);
  const deviceSn = candidates[0]?.deviceSn ?? '';
  if (format !== 'JSON' || deviceSn === '') return null;
  return { deviceSn, facts: facts.filter(([, value]) => value !== '') };
}
