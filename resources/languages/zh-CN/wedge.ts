import type { wedge as english } from '../en/wedge.ts';

export const wedge: Record<keyof typeof english, string> = {
  'wedge.title': '键盘式扫描枪',
  'wedge.hint':
    '键盘式扫描枪与本机的键盘布局相同时可直接使用。校准扫描一次后处处可用：布局不同、CapsLock 打开或有输入法时也一样。',
  'wedge.calibrate': '校准键盘式扫描枪',
  'wedge.forget': '忘记',
  'wedge.scanOne': '用扫描枪扫描下面两个条码之一。请先打开 CapsLock：这样扫描一次即可确定全部。',
  'wedge.qr': '校准码（二维码）',
  'wedge.bars': '校准码（Code 128 条码）',
  'wedge.waiting': '等待扫描。',
  'wedge.save': '保存两个条码以便打印',
  'wedge.setTo': '您的扫描枪设为：{layout}。',
  'wedge.altCodes': '字符代码（Alt 加数字小键盘），适用于任何布局',
  'wedge.end.Enter': '条码以 Enter 结束。',
  'wedge.end.Tab': '条码以 Tab 结束。',
  'wedge.end.none': '条码以停顿结束。',
  'wedge.prefix': '每个条码前加 {text}。',
  'wedge.suffix': '每个条码后加 {text}。',
  'wedge.gsKept': '会发送 GS1 条码的分隔符。',
  'wedge.gsLost':
    '漏掉分隔符（GS）：带 AIM 标识的 GS1 条码会被拒绝。请将其设为以 Ctrl+] 或 Alt+029 发送 GS。',
  'wedge.capsSure': 'CapsLock 不影响读取。',
  'wedge.capsOnOpen':
    'CapsLock 打开时的行为尚不清楚：请打开 CapsLock 再扫描一次，否则届时字母会被拒绝。',
  'wedge.capsOffOpen':
    'CapsLock 关闭时的行为尚不清楚：请关闭 CapsLock 再扫描一次，否则届时字母会被拒绝。',
  'wedge.refused.no-code':
    '这不是校准码，或扫描枪设成了未知的布局。请重新扫描；若仍无效，请按说明书将扫描枪设为美式英语。',
  'wedge.refused.torn': '只收到条码的一部分，请重新扫描。',
  'layout.us': '美式英语（也用于中文）',
  'layout.uk': '英式英语',
  'layout.de': '德语',
  'layout.de-ch': '瑞士',
  'layout.fr': '法语',
  'layout.be': '比利时',
  'layout.it': '意大利语',
  'layout.es': '西班牙语',
  'layout.sv': '瑞典语、芬兰语',
  'layout.da': '丹麦语',
  'layout.no': '挪威语',
  'layout.pt': '葡萄牙语',
  'layout.tr': '土耳其语 Q',
  'layout.ja': '日语',
};
