import { extensionOf } from './safeName';

/** Files that run when opened, and disk images or shortcuts that bring one along. */
const RUNS = new Set(
  (
    'exe com scr pif bat cmd msi msp mst cpl dll sys drv ocx gadget hta inf ins isp job jar jnlp js jse lnk mde ' +
    'ps1 ps1xml ps2 psc1 psm1 reg scf sct shb shs url vb vbe vbs vxd ws wsc wsf wsh xbap xll appref-ms application ' +
    'msc chm hlp iso img vhd vhdx udf sh bash command app dmg pkg deb rpm apk appx msix library-ms settingcontent-ms'
  ).split(' '),
);
const CARRIES_MACROS = new Set(
  'docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm accdb accde one'.split(' '),
);

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('504b0304', 'hex');
const ZIP_ENTRY = Buffer.from('504b0102', 'hex');
const MACH_O = new Set(['feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe']);
const MAX_ZIP_ENTRIES = 2000;

/**
 * Whether opening this file could run something: a program or a macro, told by name or by content. An archive counts
 * when a program lies in it. It is a warning, not a virus scan.
 */
export function isRiskyFile(fileName: string, content: Buffer): boolean {
  return riskyName(fileName) || isProgram(content) || hasMacros(content) || archivedProgram(content);
}

function riskyName(fileName: string): boolean {
  const extension = extensionOf(fileName);
  return RUNS.has(extension) || CARRIES_MACROS.has(extension);
}

function isProgram(content: Buffer): boolean {
  if (content.length < 4) return false;
  const magic = content.toString('hex', 0, 4);
  const mz = magic.startsWith('4d5a') && content.length > 64;
  return mz || magic === '7f454c46' || MACH_O.has(magic) || magic.startsWith('2321');
}

function hasMacros(content: Buffer): boolean {
  if (content.subarray(0, 8).equals(OLE)) return content.includes(Buffer.from('_VBA_PROJECT', 'utf16le'));
  return content.subarray(0, 4).equals(ZIP) && content.includes('vbaProject.bin');
}

/** Reads the names in a ZIP's central directory; nothing is unpacked. */
function archivedProgram(content: Buffer): boolean {
  if (!content.subarray(0, 4).equals(ZIP)) return false;
  let at = content.indexOf(ZIP_ENTRY);
  for (let entries = 0; at >= 0 && at + 46 <= content.length && entries < MAX_ZIP_ENTRIES; entries++) {
    const nameLength = content.readUInt16LE(at + 28);
    if (riskyName(content.toString('utf8', at + 46, at + 46 + nameLength))) return true;
    at = content.indexOf(ZIP_ENTRY, at + 46 + nameLength);
  }
  return false;
}
