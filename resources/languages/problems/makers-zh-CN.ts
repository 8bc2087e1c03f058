import type {
  makerExplanations as enExplanations,
  makerProblems as enProblems,
} from './makers-en.ts';

export const makerProblems: Record<keyof typeof enProblems, string> = {
  'series-invalid': '注册组 {groupId} 的序列无法生成 SN。',
  'maker-no-series':
    '注册组 {groupId} 没有序列，其 SN 靠读取而非生成。工程师可在“注册组”中为其设置序列。',
  'maker-batch-reads': '此批次读取 SN。若要生成，请结束本批次，并以“在此生成 SN”开始新批次。',
  'maker-paired': 'SN 是逐个生成的：请为此批次只选择设备标签，或改为读取 SN。',
  'maker-counter': '序列中没有编号 {counter}；编号从 {first} 到 {last}。',
  'maker-date': '序列的代码中没有对应 {year} 的字符（{form}）。',
  'maker-tag': '批次号“{tag}”不适合写入 SN：必须为 {length} 个字符。',
  'maker-check': '无法为“{text}”生成校验位（{scheme}）。',
  'maker-long': 'SN“{deviceSn}”将超过 64 个字符。请使用较短的批次号。',
  'maker-range-empty':
    '本工位没有注册组 {groupId} 在 {period} 的编号。请连接云端，或由工程师在“注册组”中手动设置号段。',
  'maker-folder-copied':
    '数据文件夹被复制、恢复，或移到了另一磁盘或计算机：为避免同一 SN 用于两台设备，注册组 {groupId} 在 {period} 的编号已作废。请将工位连接到云端，或由工程师在“注册组”中设置新的号段。',
  'maker-range-exhausted':
    '注册组 {groupId} 在 {period} 的编号已全部用完。工程师必须为序列设置更大的计数器。',
  'maker-range-overlap': '号段 {ours} 与 {theirs} 重叠：两者都含有 {deviceSn}。',
  'maker-range-invalid': '无法设置此号段（{detail}）。序列的编号从 {first} 到 {last}。',
  'maker-range-unknown': '本工位没有此号段。',
  'maker-series-overlap':
    '注册组 {groupId} 与注册组 {other} 会生成相同的 SN {deviceSn}：{ours} 与 {theirs} 重叠。请先修改其中一个序列。',
  'maker-series-changed': '云端中注册组 {groupId} 的序列已不同。请获取目录后重试。',
  'maker-clock-back':
    '本工位的时钟显示 {period}，但已生成过 {latest} 的 SN。请校正时钟；若时钟正确，由工程师在“注册组”中确认。',
  'maker-many-known':
    '连续 {count} 个编号（至 {deviceSn}）已被登记，均已跳过。可能有其他地方在生成或读取这些 SN：请通知工程师。再按一次可继续。',
  'maker-busy': '正在生成 SN（{done} / {total}）。请等待，或先取消。',
  'maker-low': '{period} 只剩 {left} 个编号。请将工位连接到云端。',
  'maker-sn-unreadable': 'SN {deviceSn} 会被读成其他内容（{detail}）。工程师必须修改序列。',
};

export const makerExplanations: Record<keyof typeof enExplanations, string> = {
  'series-alphabet': '计数器的字符表至少需要两个字符，而不是“{alphabet}”。',
  'series-overflow': '最后的编号 {last} 超出 {width} 个字符：最大为 {most}。',
  'series-order': '第一个编号 {first} 大于最后一个 {last}。',
  'series-no-model': '其中含有型号，但注册组没有型号。',
  'series-codes': '日期部分的代码不合适（{detail}）。',
  'series-counters': '必须恰好有一个计数器，现有 {count} 个。',
  'series-batches': '批次号出现了两次。',
  'series-week': '周不能与月或日同时使用：年初年末时，周所属的年份可能不同。',
  'series-unseen': '计数按 {reset} 重新开始，但 SN 中看不出是哪个 {reset}：会再次生成相同的 SN。',
  'series-check-alphabet': '校验位的字符不可用（{detail}）。',
  'series-check': '校验位 {scheme} 没有字符“{character}”对应的值。',
  'series-long': 'SN 将有 {length} 个字符；最多允许 64 个。',
  'series-rule': '注册组的 SN 规则拒绝 {deviceSn}：{reason}',
};
