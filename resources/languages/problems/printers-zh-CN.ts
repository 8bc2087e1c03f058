import type { printerProblems as enProblems } from './printers-en.ts';

export const printerProblems: Record<keyof typeof enProblems, string> = {
  'printer-unreachable': '打印机 {where} 没有响应（{detail}）。请检查是否已开机、地址是否正确。',
  'printer-paper-out': '打印机缺纸。请装入新的标签卷，随后会自动继续。',
  'printer-head-open': '打印头已打开，请合上。',
  'printer-ribbon-out': '碳带已用完，请更换。',
  'printer-too-hot': '打印头过热。冷却后会自动继续。',
  'printer-paused': '打印机已暂停。请按打印机上的暂停键继续。',
  'printer-buffer-full': '打印机缓冲区已满。打印一部分后会继续。',
  'printer-jam': '打印机卡纸。请打开打印机取出卡住的纸。',
  'printer-fault': '打印机报告故障（{detail}）。请查看打印机的显示屏。',
  'printer-refused': '{where} 拒绝了打印任务（{detail}）。没有打印任何内容。',
  'printer-broke-off':
    '与 {where} 的连接中断（{detail}）。确定已送达 {taken} 张，最多 {begun} 张。请查看最后打出的是哪一张。',
  'printer-stalled': '{where} 已有 {seconds} 秒没有接收数据。请查看最后打出的是哪一张标签。',
  'printer-stopped': '发送已停止。请查看最后打出的是哪一张标签。',
  'printer-count-differs':
    '已发送 {sent} 张标签，但打印机计数器显示 {counted} 张。请清点实际打出的标签。',
  'printer-language-unfit': '此打印机使用 {language}，而任务是 {given}。',
  'printer-language-way': '通过此连接方式只能打印 PDF。',
  'printer-language-raw': '此连接方式不能打印 PDF，请选择 ZPL 或 TSPL。',
  'printer-no-cups': '本机没有 CUPS（找不到“{command}”）。请安装，或选择其他连接方式。',
  'printer-queue-unknown': 'CUPS 中没有队列 {queue}（{detail}）。',
  'printer-queue-stopped': '队列 {queue} 已停止（{detail}）。请在 CUPS 中重新启用。',
  'printer-device-missing': '{path} 处没有打印机。请检查线缆是否插好。',
  'printer-device-denied':
    '当前用户无权写入 {path}。请将用户加入其所属用户组（通常为 lp 或 dialout）。',
  'printer-no-window': '此打印机需要本机的 Lineside 窗口（Electron），浏览器无法使用。',
  'printer-stays': '文件夹打印机始终存在：只能更改其语言和分辨率。',
  'printer-no-sheets': '标签打印机只能打印标签卷，而此模板为整页标签纸。请选择标签卷模板。',
  'printer-many': '每个工位最多 {max} 台打印机。',
  'printer-offset-far':
    '十字偏离位置达 {max} 毫米或更多。请检查纸张是否正确，并确认两个距离都是从纸边量起。',
};
