import type { diagnostics as english } from '../en/diagnostics.ts';

/** 诊断包。 */
export const diagnostics: Record<keyof typeof english, string> = {
  'diag.title': '诊断',
  'diag.what':
    '供远程支持使用：版本、不含密钥的设置、日志、检查结果、队列、端口、打印机、时钟。保存之前可先查看全部内容；不会发送到任何地方。',
  'diag.gather': '查看将包含的内容',
  'diag.again': '重新收集',
  'diag.save': '保存 {name}',
  'diag.total': '{files} 个文件，{bytes}。不含密钥；包含 SN、人名和地址。',
  'diag.cut': '仅显示开头部分。',
  'diag.saved': '已保存。请只交给为您提供支持的人。',
};
