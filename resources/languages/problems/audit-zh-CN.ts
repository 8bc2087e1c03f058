import type { auditProblems as english } from './audit-en.ts';

/** 审计日志与诊断。 */
export const auditProblems: Record<keyof typeof english, string> = {
  'audit-no-entry': '审计日志中没有第 {n} 条。',
  'audit-large':
    '审计日志有 {entries} 条，超过窗口一次可取的数量（{most}）。请用命令行导出：lineside audit export --out FILE。',
  'diagnostics-gone': '这份诊断内容已不再保留，请重新收集。',
};
