import { deflateSync } from 'node:zlib';

/** A one-page A4 PDF with lines of Helvetica; opens in every viewer. Characters outside latin-1 become `?`. */
export function pdf(title: string, lines: string[]): Buffer {
  const escaped = (text: string) => text.replace(/[^\x20-\xff]/g, '?').replace(/[\\()]/g, '\\$&');
  const words = lines.map((line) => `(${escaped(line)}) Tj T*`).join('\n');
  const page = `BT /F1 20 Tf 56 770 Td (${escaped(title)}) Tj /F1 11 Tf 16 TL 0 -36 Td\n${words}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ' +
      '/Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const start = file.length;
  file += `xref\n0 ${count}\n0000000000 65535 f \n${table}`;
  file += `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** An RGB picture; `colour` gives red, green, blue (0–255) for x and y between 0 and 1. */
export function png(
  width: number,
  height: number,
  colour: (x: number, y: number) => [number, number, number],
): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows.set(colour(x / (width - 1), y / (height - 1)).map(Math.round), y * (1 + width * 3) + 1 + x * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a channel, RGB; compression, filter and interlace are 0.
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

/** A lamp base with a crack through it, as a customer would photograph it. */
export function brokenLamp(): Buffer {
  return png(320, 240, (x, y) => {
    const crack = Math.abs(x - 0.52 - 0.04 * Math.sin(y * 22)) < 0.008 && y > 0.55;
    const shade = y < 0.5 && Math.abs(x - 0.5) < 0.1 + y * 0.35 && y > 0.12;
    const base = y >= 0.5 && y < 0.85 && Math.abs(x - 0.5) < 0.06 + (y - 0.5) * 0.45;
    if (crack && base) return [30, 20, 15];
    if (shade) return [250 - y * 60, 214 - y * 70, 140];
    if (base) return [150 - y * 40, 104 - y * 30, 66];
    return [226 - y * 26, 230 - y * 30, 232 - y * 22];
  });
}

/** A floor plan: dots where the lamps hang. */
export function lampPlan(): Buffer {
  return png(400, 260, (x, y) => {
    const wall = x < 0.02 || x > 0.98 || y < 0.03 || y > 0.97 || (Math.abs(x - 0.62) < 0.006 && y < 0.6);
    const dotX = ((x * 6) % 1) - 0.5;
    const dotY = ((y * 4) % 1) - 0.5;
    if (wall) return [60, 64, 70];
    if (dotX * dotX * 0.6 + dotY * dotY * 0.9 < 0.012) return [214, 128, 40];
    return [250, 248, 243];
  });
}

export function csv(rows: Array<Array<string | number>>): Buffer {
  return Buffer.from(`${rows.map((row) => row.join(';')).join('\r\n')}\r\n`, 'utf8');
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** CRC-32 as PNG wants it; node:zlib has one only since Node 22. */
function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
