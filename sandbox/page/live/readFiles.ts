import type { NewFile } from '../../protocol';

/** Files of the person's disk in the form in which the control interface takes them. */
export function readFiles(files: File[]): Promise<NewFile[]> {
  return Promise.all(
    files.map(
      (file) =>
        new Promise<NewFile>((resolve, reject) => {
          const reader = new FileReader();
          reader.onerror = () => reject(new Error(`“${file.name}” could not be read.`));
          reader.onload = () => {
            // A data: address; the content follows its first comma.
            const address = String(reader.result);
            resolve({
              name: file.name,
              type: file.type || undefined,
              base64: address.slice(address.indexOf(',') + 1),
            });
          };
          reader.readAsDataURL(file);
        }),
    ),
  );
}
