import type {
  commandExplanations as englishExplanations,
  commandProblems as englishProblems,
} from '../en/command-problems.ts';

export const commandProblems: Record<keyof typeof englishProblems, string> = {
  'command-damaged':
    '这是 Lineside 的命令码，但读到的内容与打印的不一致。请重新扫描；如仍如此，请重新打印命令表。',
  'command-forged':
    '它看起来像本工位的命令码，但不是：未执行任何操作。如果扫描枪模拟键盘，请检查其键盘布局；否则请重新打印命令表或告知线长。',
  'command-other-station':
    '此命令码属于另一工位。请使用本工位的命令表，或让两个工位使用相同的命令密钥。',
  'command-newer': '此命令码由更新版本的 Lineside 打印。请更新本工位。',
  'command-key-damaged':
    '存放命令密钥的文件 {file} 无法读取，已原样保留。请恢复该文件，或生成新密钥并重新打印命令表。',
  'command-key-unfit': '这不是工位的命令密钥。请复制整行。',
  'command-card-too-large': '批次卡的内容超出扫描枪一次可读的范围。请减少为所有产品填写的值。',
  'batch-finished': '批次 {tag} 已完成。批次卡不会重新打开它：请在屏幕上开始。',
  'undo-nothing':
    '没有可撤销的设备：没有进行中的批次，或其中没有设备。要撤销其他设备，请指明批次或 SN。',
  'undo-last-changed': '未撤销：现在最后一个产品是 {deviceSn}。',
  'undo-not-own': '{deviceSn} 由 {by} 扫描，可由线长撤销。',
  'undo-not-read': '该产品不是在本工位扫描的，没有可撤销的扫描。',
  'reprint-nothing': '本批次没有可打印标签的产品。',
  'reprint-no-label': '本批次不打印标签。',
  'label-not-ours': '只能扫描打印的标签来销毁。请扫描标签本身。',
  'label-not-void': '请保留此标签：{deviceSn} 不在待销毁列表中。',
  'void-label-unknown': '没有这样的待销毁标签。',
  'noted-next': '可以扫描下一个产品。',
  'noted-undone': '{deviceSn} 已撤销：不再属于批次 {tag}。',
  'noted-reprinted': '正在重新打印 {deviceSn} 的标签。',
  'noted-paused': '批次 {tag} 已暂停。',
  'noted-resumed': '批次 {tag} 继续。',
  'noted-finish-again': '批次 {tag} 有 {count} 个产品。要完成它，请再扫一次 FINISH。',
  'noted-finished': '批次 {tag} 已完成，共 {count} 个产品。',
  'noted-batch-started': '批次 {tag} 已开始。',
  'noted-batch-resumed': '批次 {tag} 继续，已有 {count} 个产品。',
  'noted-batch-open': '批次 {tag} 已经打开。',
  'noted-logged-off': '已退出登录。',
  'destroying-on': '正在销毁作废标签：在扫描界面或用 DESTROY 条码结束之前，不登记任何设备。',
  'noted-destroying':
    '正在销毁标签：销毁每张作废标签时扫描它（剩余 {left}）。结束前不登记任何产品。',
  'noted-destroying-over': '已结束销毁标签：扫描的又是产品了。',
  'noted-label-destroyed': '{deviceSn} 的标签已销毁。剩余 {left}。',
  'noted-label-gone': '{deviceSn} 的标签已经核销过。剩余 {left}。',
};

export const commandExplanations: Record<keyof typeof englishExplanations, string> = {
  'undone-there': '云端将删除它。',
  'label-to-destroy': '它的标签已作废：请销毁。',
  'read-twice': '同一命令被连续读到两次，只执行了一次。',
  'batch-aside': '批次 {other} 暂停等待。',
};
