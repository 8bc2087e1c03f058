import type { codesExport as english } from '../en/codes-export.ts';

export const codesExport: Record<keyof typeof english, string> = {
  'export.what': '需要什么？',
  'export.what.labels': '标签',
  'export.what.codes': '二维码文件',
  'export.format': '格式',
  'export.format.pdf': 'PDF',
  'export.format.svg': 'SVG',
  'export.format.png': 'PNG',
  'export.format.csv': 'CSV',
  'export.format.pdf.hint': '一页多个二维码，下方为其 SN',
  'export.format.svg.hint': 'ZIP 中的矢量图，任意尺寸都清晰，按 SN 命名',
  'export.format.png.hint': 'ZIP 中的图片，按 SN 命名',
  'export.format.csv.hint': '每个二维码内容的表格',
  'export.payload': '二维码内容',
  'export.payload.own': '注册组与 SN',
  'export.payload.sn': 'SN',
  'export.payload.own.hint': '与 Lineside 标签相同：扫码即可找到该设备',
  'export.payload.sn.hint': '仅 SN，供其他系统使用',
  'export.done': '已生成二维码：{count}。也可在已打印文件中找到。',
  'export.save': '保存 {file}',
  'export.go': '生成二维码：{count}',
};
