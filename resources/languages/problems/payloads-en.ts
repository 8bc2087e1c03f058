/** What can be wrong with the code of a label, and what to do about it. */
export const payloadProblems = {
  'payload-part-unfit': '"{value}" cannot stand in the code ({part}).',
  'payload-long': 'The code would have {length} characters; at most {max} can be read.',
  'payload-misleads':
    'A scanner of this station would read "{found}" from the code of {deviceSn}. Choose another kind of code.',
  'label-secret': 'A secret would be printed ({element}). It was refused.',
  'label-code-unreadable':
    'The code "{element}" with {length} characters would be too fine to be read from this printer in its place.',
  'label-code-edge':
    'The code "{element}" is nearer to the edge than the paper may drift ({drift} mm). Move it inwards.',
  'label-code-crowded':
    '"{other}" stands in the white that the code "{element}" needs around it. Move one of them.',
  'label-neighbours-near':
    'The code "{element}" is only {gap} mm from that of the next label; {least} mm or more keep a scanner from reading the wrong one.',
};

export const payloadExplanations = {
  'payload-nothing': 'The code would be empty.',
  'payload-no-character':
    'It has a control character, a mark that turns text round, or half a character.',
  'payload-base':
    'A link begins with http:// or https:// and a host, and has no blanks and no "#".',
  'payload-link-dots': 'A part of a link that is only dots never reaches a server.',
  'payload-key-twice': 'Two fields would have this name.',
  'payload-gtin':
    'A GTIN has 8, 12, 13 or 14 digits; "?" in the place of the last one asks for the check digit.',
  'payload-gtin-digit': 'Its check digit does not hold.',
  'payload-gs1-serial':
    'GS1 takes 1 to 20 letters, digits and the signs !"%&\'()*+,-./:;<=>?_ as a serial number.',
  'payload-eui': 'An EUI has 16 hexadecimal digits.',
  'payload-profile':
    'A profile ID has 8 hexadecimal digits: four of the vendor, four of the profile.',
  'payload-tr005': 'It takes capitals, digits, blanks within and the signs $%*+-./ only.',
  'payload-matter':
    'It is no pairing code of one device: MT: and Base-38 as it came with the device.',
  'payload-dpp-key': 'It is no public key in Base-64 (SubjectPublicKeyInfo of an elliptic curve).',
  'payload-dpp-channel': 'Channels are written as class/channel: 81/1,115/36.',
  'payload-dpp-info': 'It takes letters, digits and signs of ASCII without ";".',
  'payload-mac': 'A MAC address has 12 hexadecimal digits.',
  'secret-name': '"{name}" is the name of a secret.',
  'secret-pem': 'It contains a key or certificate block (-----BEGIN).',
  'secret-token': 'It looks like an access token.',
  'secret-hex': 'It looks like a key: {length} hexadecimal digits.',
  'secret-random': 'It looks like a key or password: {length} characters without any pattern.',
  'secret-matter': 'It is a Matter pairing code, which stands only in a code of the kind Matter.',
  'secret-passcode': 'It is a Matter passcode or a numeric pairing code.',
  'secret-dpp': 'It is a private key.',
  'secret-wifi': 'It is the password of a network.',
  'secret-owner-token':
    'It is the owner token of a LoRaWAN device, which stands only in a code of that kind.',
  'secret-url': 'The address contains a user name or password.',
  'secret-image': 'It stands in a comment inside the picture.',
  'secret-image-hidden':
    'The picture has a comment that cannot be looked into. Save it again without comments.',
  'fix-level': 'Level {level} would fit.',
  'fix-drop': 'Or drop {drop} characters.',
  'fix-data-matrix': 'A Data Matrix fits.',
  'fix-qr': 'A QR code fits.',
  'fix-dpi': 'A printer with {needDpi} dpi can do it.',
  'fix-laser': 'A laser printer ({needDpi} dpi) can do it.',
  'fix-room': 'Or give it {needWidth} × {needHeight} mm, on a larger label if need be.',
};
