import { en } from '../resources/languages/en.ts';
import { remedies as english, type Remedy } from '../resources/languages/problems/remedies-en.ts';
import { remedies as chinese } from '../resources/languages/problems/remedies-zh-CN.ts';
import { zhCN } from '../resources/languages/zh-CN.ts';
import type { Language } from './models/settings.ts';
import { remedyGroups } from './problem-remedies.ts';
import { type ProblemCode, problemCodes } from './problems.ts';

/** Every problem code with what happened and what to do, in every language: for the screens and for docs/problems.md. */

export interface ProblemHelp {
  /** What happened; `{name}` stands for what differs from case to case. */
  cause: string;
  /** What to do about it; empty would be a fault of ours, which a test finds. */
  remedy: string;
}

const remedyOf = new Map<ProblemCode, Remedy>(
  Object.entries(remedyGroups).flatMap(([remedy, codes]) =>
    codes.map((code): [ProblemCode, Remedy] => [code, remedy as Remedy]),
  ),
);

const books = {
  en: { problems: en.problems, remedies: english, end: /(?<=[.?!])\s+/ },
  'zh-CN': { problems: zhCN.problems, remedies: chinese, end: /(?<=[。？！])|(?<=，)(?=请)/ },
} as const;

export function problemHelp(code: ProblemCode, language: Language): ProblemHelp {
  const { problems, remedies, end } = books[language];
  const words = problems[code];
  const remedy = remedyOf.get(code);
  if (remedy) return { cause: words, remedy: remedies[remedy] };
  const [cause = '', ...rest] = words.split(end);
  const next = rest.join(language === 'en' ? ' ' : '').trim();
  return { cause: cause.replace(/，$/, '。').trim(), remedy: next };
}

/** What to do, where the problem's own sentence does not say it; else null. */
export function furtherHelp(code: ProblemCode, language: Language): string | null {
  const remedy = remedyOf.get(code);
  return remedy ? books[language].remedies[remedy] : null;
}

const head = `# Problems by code

Every problem that Lineside tells of has a code: the same on screen, in logs, on the command line and in every language. Here is what each
means and what to do. \`{name}\` stands for what differs from case to case. This page is written by \`npm run docs\` from the words
of the program itself; a test fails when the two differ.

Lineside 的每个问题都有代码，在界面、日志、命令行和各语言中一致。下面列出每个代码的原因和处理方法，\`{name}\` 表示随情况变化的内容。

`;

/** docs/problems.md, whole. */
export function problemsPage(): string {
  const entries = problemCodes.toSorted().map((code) => {
    const { cause, remedy } = problemHelp(code, 'en');
    const zh = problemHelp(code, 'zh-CN');
    return [
      `## ${code}`,
      '',
      `- **What happened:** ${plain(cause)}`,
      `- **What to do:** ${plain(remedy)}`,
      `- **原因：** ${plain(zh.cause)}`,
      `- **处理：** ${plain(zh.remedy)}`,
      '',
    ].join('\n');
  });
  return `${head}${entries.join('\n')}`;
}

/** Signs that Markdown takes for its own. */
const plain = (text: string): string => text.replace(/[<>*_|]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
