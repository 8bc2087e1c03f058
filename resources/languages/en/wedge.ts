/** Keyboard scanners: their calibration, and what it found. */
export const wedge = {
  'wedge.title': 'Keyboard scanners',
  'wedge.hint':
    'A scanner that types like a keyboard works at once where it and this machine are set to the same layout. One calibration scan makes it work everywhere: with another layout, CapsLock or an input method.',
  'wedge.calibrate': 'Calibrate a keyboard scanner',
  'wedge.forget': 'Forget',
  'wedge.scanOne':
    'Scan one of the two codes with the scanner. Turn CapsLock on before: then one scan tells everything.',
  'wedge.qr': 'Calibration code as QR code',
  'wedge.bars': 'Calibration code as Code 128 bars',
  'wedge.waiting': 'Waiting for the scan.',
  'wedge.save': 'Save both codes for printing',
  'wedge.setTo': 'Your scanner is set to: {layout}.',
  'wedge.altCodes': 'character codes (Alt and number pad), good for every layout',
  'wedge.end.Enter': 'Ends a code with Enter.',
  'wedge.end.Tab': 'Ends a code with Tab.',
  'wedge.end.none': 'Ends a code with silence.',
  'wedge.prefix': 'Puts {text} before each code.',
  'wedge.suffix': 'Puts {text} behind each code.',
  'wedge.gsKept': 'Sends the separator of GS1 codes.',
  'wedge.gsLost':
    'Leaves out the separator (GS): GS1 codes with an AIM identifier are refused. Set it to send GS as Ctrl+] or Alt+029.',
  'wedge.capsSure': 'CapsLock makes no difference.',
  'wedge.capsOnOpen':
    'What it does while CapsLock is on is not known yet: turn CapsLock on and scan the code once more, or letters are refused then.',
  'wedge.capsOffOpen':
    'What it does while CapsLock is off is not known yet: turn CapsLock off and scan the code once more, or letters are refused then.',
  'wedge.refused.no-code':
    'This is not the calibration code, or the scanner is set to a layout that is not known here. Scan again; if that does not help, set the scanner to US English by its manual.',
  'wedge.refused.torn': 'Only a part of a code arrived. Scan again.',
  'layout.us': 'US English (also Chinese)',
  'layout.uk': 'UK English',
  'layout.de': 'German',
  'layout.de-ch': 'Swiss',
  'layout.fr': 'French',
  'layout.be': 'Belgian',
  'layout.it': 'Italian',
  'layout.es': 'Spanish',
  'layout.sv': 'Swedish, Finnish',
  'layout.da': 'Danish',
  'layout.no': 'Norwegian',
  'layout.pt': 'Portuguese',
  'layout.tr': 'Turkish Q',
  'layout.ja': 'Japanese',
};
