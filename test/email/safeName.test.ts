import fc from 'fast-check';
import { isRiskyFile } from '../../src/email/riskyFile';
import { safeFileName } from '../../src/email/safeName';

describe('safeFileName', () => {
  it.each([
    ['facture n°42.pdf', 'facture n°42.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\devis.docx', 'devis.docx'],
    ['facture\u202efdp.exe', 'facturefdp.exe'],
    ['a\r\nb"c.txt', 'a b_c.txt'],
    ['setup.exe. . ', 'setup.exe'],
    ['.htaccess', 'htaccess'],
    ['con.txt', '_con.txt'],
  ])('makes %j into %j', (name, safe) => {
    expect(safeFileName(name, 'application/octet-stream', 0)).toBe(safe);
  });

  it('gives a file without a usable name one, with the extension of its type', () => {
    expect(safeFileName(null, 'image/png', 2)).toBe('attachment-3.png');
    expect(safeFileName('..', 'application/x-unknown', 0)).toBe('attachment-1');
  });

  it('keeps the extension of a long name', () => {
    const name = safeFileName(`${'très '.repeat(60)}long.pdf`, 'application/pdf', 0);
    expect(name.length).toBeLessThanOrEqual(120);
    expect(name).toMatch(/^très très .*…\.pdf$/);
  });

  it('is always safe', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (name) => {
        const safe = safeFileName(name, 'text/plain', 0);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe.length).toBeLessThanOrEqual(120);
        expect(safe).not.toMatch(/[\\/\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(['.', '..']).not.toContain(safe);
      }),
    );
  });
});

describe('isRiskyFile', () => {
  const nothing = Buffer.from('hello');

  it.each(['x.exe', 'x.PDF.ScR', 'devis.docm', 'budget.xlsm', 'a.lnk', 'image.iso'])(
    'warns of %s by its name',
    (name) => {
      expect(isRiskyFile(name, nothing)).toBe(true);
    },
  );

  it.each(['x.pdf', 'photo.jpeg', 'devis.docx', 'notes.txt', 'exe'])('does not warn of %s', (name) => {
    expect(isRiskyFile(name, nothing)).toBe(false);
  });

  it('warns of a program whatever it is called', () => {
    expect(isRiskyFile('photo.png', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]))).toBe(true);
    expect(isRiskyFile('notes.txt', Buffer.from('\x7fELF....'))).toBe(true);
    expect(isRiskyFile('notes.txt', Buffer.from('#!/bin/sh\nrm x'))).toBe(true);
  });

  it('warns of macros in documents that are called harmlessly', () => {
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('_VBA_PROJECT', 'utf16le'),
    ]);
    expect(isRiskyFile('old.doc', ole)).toBe(true);
    expect(isRiskyFile('new.docx', zipWith('word/vbaProject.bin'))).toBe(true);
    expect(isRiskyFile('new.docx', zipWith('word/document.xml'))).toBe(false);
  });

  it('warns of an archive with a program in it', () => {
    expect(isRiskyFile('photos.zip', zipWith('photos/IMG_1.jpg.js'))).toBe(true);
  });

  it('never throws on damaged archives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const damaged = Buffer.concat([Buffer.from('504b0304504b0102', 'hex'), bytes]);
        expect(typeof isRiskyFile('a.zip', damaged)).toBe('boolean');
      }),
    );
  });
});

/** A ZIP with nothing but a central directory entry. */
function zipWith(name: string): Buffer {
  const entry = Buffer.alloc(46);
  entry.write('504b0102', 'hex');
  entry.writeUInt16LE(name.length, 28);
  return Buffer.concat([Buffer.from('504b0304', 'hex'), entry, Buffer.from(name)]);
}
