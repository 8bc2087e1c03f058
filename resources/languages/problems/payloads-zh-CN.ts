import type {
  payloadExplanations as enExplanations,
  payloadProblems as enProblems,
} from './payloads-en.ts';

export const payloadProblems: Record<keyof typeof enProblems, string> = {
  'payload-part-unfit': '“{value}”不能写入码中（{part}）。',
  'payload-long': '码内容有 {length} 个字符，最多可读取 {max} 个。',
  'payload-misleads': '本工位的扫描枪会把 {deviceSn} 的码读成“{found}”。请选择其他码内容。',
  'label-secret': '将打印机密信息（{element}），已拒绝。',
};

export const payloadExplanations: Record<keyof typeof enExplanations, string> = {
  'payload-nothing': '码内容为空。',
  'payload-no-character': '其中含有控制字符、改变文字方向的字符或不完整的字符。',
  'payload-base': '链接须以 http:// 或 https:// 加主机名开头，不含空格和“#”。',
  'payload-link-dots': '仅由点组成的链接路径不会送达服务器。',
  'payload-key-twice': '有两个字段同名。',
  'payload-gtin': 'GTIN 为 8、12、13 或 14 位数字；末位写“?”表示自动计算校验位。',
  'payload-gtin-digit': '校验位不正确。',
  'payload-gs1-serial': 'GS1 序列号为 1 到 20 个字母、数字或符号 !"%&\'()*+,-./:;<=>?_。',
  'payload-eui': 'EUI 为 16 位十六进制数。',
  'payload-profile': 'Profile ID 为 8 位十六进制数：前四位为厂商，后四位为型号。',
  'payload-tr005': '只能使用大写字母、数字、中间的空格和符号 $%*+-./。',
  'payload-matter': '不是单个设备的配对码：应为随设备提供的 MT: 加 Base-38 内容。',
  'payload-dpp-key': '不是 Base-64 公钥（椭圆曲线的 SubjectPublicKeyInfo）。',
  'payload-dpp-channel': '信道写作“类别/信道”：81/1,115/36。',
  'payload-dpp-info': '只能使用除“;”以外的 ASCII 字母、数字和符号。',
  'payload-mac': 'MAC 地址为 12 位十六进制数。',
  'secret-name': '“{name}”是机密信息的名称。',
  'secret-pem': '其中含有密钥或证书块（-----BEGIN）。',
  'secret-token': '它看起来是访问令牌。',
  'secret-hex': '它看起来是密钥：{length} 位十六进制数。',
  'secret-random': '它看起来是密钥或密码：{length} 个无规律字符。',
  'secret-matter': '它是 Matter 配对码，只能放在 Matter 类型的码中。',
  'secret-passcode': '它是 Matter 配对密码或数字配对码。',
  'secret-dpp': '它是私钥。',
  'secret-wifi': '它是无线网络的密码。',
  'secret-owner-token': '它是 LoRaWAN 设备的所有者令牌，只能放在该类型的码中。',
  'secret-url': '地址中含有用户名或密码。',
  'secret-image': '它位于图片的注释中。',
  'secret-image-hidden': '图片中有无法检查的注释。请去除注释后重新保存。',
};
