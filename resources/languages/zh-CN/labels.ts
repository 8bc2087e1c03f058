import type { labels as english } from '../en/labels.ts';

export const labels: Record<keyof typeof english, string> = {
  'labels.hint': '重新打印，查找已打印的标签',
  'labels.print': '打印标签',
  'labels.batch': '批次',
  'labels.allBatches': '该注册组的全部设备',
  'labels.size': '{width} × {height} 毫米',
  'labels.perPage': '每张 {count} 个',
  'labels.printed': '已打印标签：{count}，文件 {file}。',
  'labels.files': '已打印的文件',
  'labels.open': '打开',
  'labels.save': '保存',
  'labels.noFiles': '还没有打印',
  'labels.noFilesHint': '选择了标签的批次会在设备通过时逐台打印。',
};
