import type { handoverProblems as english } from './handover-en.ts';

/** 与其他工位之间的交接。 */
export const handoverProblems: Record<keyof typeof english, string> = {
  'seen-handed-over': '已在 {by} 注册，{at}，批次 {batch}：该工位已交接此批次。',
  'seen-in-digest': '已在别处注册：工位 {by} 在 {at} 的摘要中有此 SN。',
  'handover-unreadable': '无法作为交接文件读取：{detail}。',
  'handover-large': '交接文件最大 {max} MB。',
  'handover-window':
    '此交接超过窗口可处理的大小（{max} MB）。请用命令行制作：lineside handover make。',
  'handover-screen': '此交接对这种尺寸的码来说太大。请选更大的码，或保存为文件。',
  'handover-many': '交接最多 {max} 行。',
  'handover-newer': '此交接由更新版本的 Lineside 制作。请先升级本工位，再重新接收。',
  'handover-changed':
    '此交接与其工位签名时不同：途中损坏或被更改。没有接收其中任何内容。请重新索取。',
  'handover-secret': '此交接中含有不允许出现的密钥，未接收。',
  'handover-own': '此交接由本工位自己制作，是给其他工位的。',
  'handover-older': '已接收过同一工位更新的交接，制作于 {at}。',
  'handover-untrusted': '本工位首次见到工位 {name}。请与该工位显示的指纹核对，然后信任它。',
  'handover-key-changed':
    '工位 {name} 使用的签名密钥与以前不同。在管理员到该工位核对指纹并确认之前，不接收其任何内容。',
  'handover-fingerprint': '这不是该交接的指纹。',
  'handover-none': '该交接已不在此处。请重新打开文件或重新扫描。',
  'handover-busy': '正在接收一个交接，请等待完成。',
  'handover-station-unknown': '本工位没有接收过该工位的任何内容。',
  'handover-frame-damaged':
    '一个交接码读错，已丢弃；它会再次显示。如果全部读错，请把扫码枪设为与本机相同的键盘布局。',
  'noted-handover': '交接：{of} 个码中已有 {have} 个。',
  'noted-handover-whole': '{name} 的交接已完整。请在“同步”的“交接”中接收。',
};
