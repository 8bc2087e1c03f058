import type { recovery as english } from '../en/recovery.ts';

export const recovery: Record<keyof typeof english, string> = {
  'restored.title': '本工位已于 {at} 恢复。已确认的内容没有缺失。',
  'restored.titleMissing': '本工位已于 {at} 恢复。部分产品需要重新扫描。',
  'restored.backup': '数据库无法使用，已由 {at} 的备份替换，并补上了其后的 {count} 条日志。',
  'restored.journal': '数据库无法使用，也没有完好的备份，已根据 {count} 条日志重新建立。',
  'restored.quarantine': '损坏的文件保存在工位文件夹的 {folder} 中。',
  'restored.whole': '待发送的内容会先在云端核对再发送，不会重复到达。无需重新扫描。',
  'restored.scanSince':
    '部分日志行已丢失。请重新扫描 {at} 之后扫描过的每台产品：已登记的只会提示已存在。',
  'restored.scanAll': '部分日志行已丢失。请重新扫描仍在线上的每台产品：已登记的只会提示已存在。',
  'restored.named': '已知需要重新扫描的产品',
  'restored.more': '另有 {count} 台',
  'restored.read': '已阅读',
  'restored.willScan': '已阅读，将重新扫描',
  'settings.backups': '备份',
  'backups.what':
    '每班复制一次整个数据库，副本经检查后才算有效。配合其后的日志，即使数据库丢失，已确认的内容也不会丢失。',
  'backups.none': '还没有备份：启动一分钟后会进行第一次备份。',
  'backups.last': '最近一次完好备份：{at}，{size}',
  'backups.make': '立即备份',
  'backups.second': '本机之外的副本',
  'backups.secondWhat':
    '共享文件夹、另一块磁盘或 U 盘，会收到每次备份，日志每分钟更新。本机损坏时，另一台计算机可由此接管本工位：“lineside take-over”。',
  'backups.folder': '文件夹',
  'backups.folderHint': '必须已存在；留空表示不使用',
  'backups.every': '备份间隔（小时）',
  'backups.keep': '保存',
  'backups.shipped': '最近更新：{at}',
};
