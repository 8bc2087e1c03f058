import type { making as english } from '../en/making.ts';

export const making: Record<keyof typeof english, string> = {
  'making.here': '在此生成 SN',
  'making.like': '每台设备获得下一个 SN，例如',
  'making.likeTag': '每台设备获得下一个 SN，其中含有批次标签。',
  'making.paired': '比对一台设备的多个条码时不能生成：SN 逐个生成，只用设备标签。',
  'making.next': '下一台',
  'making.readyHint': '请按“下一台”（F7）。',
  'making.title': '在此生成的 SN',
  'making.left': '剩余编号',
  'making.nextSn': '下一个 SN',
  'making.hint': '本工位持有的 {period} 编号，每个只用一次。',
  'making.hintEver': '本工位持有的编号，每个只用一次。',
  'making.count': '数量',
  'making.make': '提前生成',
  'making.progress': '已生成 {done} / {total}',
  'making.cancel': '取消',
  'making.done': '提前生成：{done} / {total}。',
  'making.doneSkipped': '提前生成：{done} / {total}。已登记而跳过：{skipped}。',
  'making.toRanges': '本工位的号段（在“注册组”中）',
};
