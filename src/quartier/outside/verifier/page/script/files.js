// The files of a folder by their paths, and the small cache that spares reading most of them twice.

const KEPT_BYTES = 192 * 1024 * 1024;

export class Files {
  constructor(blobs) {
    this.blobs = blobs; // path → File or Blob
    this.kept = new Map();
    this.room = KEPT_BYTES;
  }

  has(path) {
    return this.blobs.has(path);
  }

  keys() {
    return this.blobs.keys();
  }

  async read(path) {
    if (this.kept.has(path)) return this.kept.get(path);
    const bytes = new Uint8Array(await this.blobs.get(path).arrayBuffer());
    if (bytes.length <= this.room) {
      this.room -= bytes.length;
      this.kept.set(path, bytes);
    }
    return bytes;
  }
}

// What a folder input or a drop gives, without the name of the chosen folder itself.
export function fromInput(list) {
  return new Files(new Map(Array.from(list, (file) => [file.webkitRelativePath.split("/").slice(1).join("/"), file])));
}

const asked = (act) => new Promise((resolve, reject) => act(resolve, reject));

async function walkHandle(folder, prefix, blobs) {
  for await (const item of folder.values()) {
    const path = prefix + item.name;
    if (item.kind === "directory") await walkHandle(item, `${path}/`, blobs);
    else blobs.set(path, await item.getFile());
  }
}

async function walkEntry(folder, prefix, blobs) {
  const reader = folder.createReader();
  for (;;) {
    // A browser hands a folder out in pieces of about a hundred names.
    const piece = await asked((resolve, reject) => reader.readEntries(resolve, reject));
    if (!piece.length) return;
    for (const item of piece) {
      const path = prefix + item.name;
      if (item.isDirectory) await walkEntry(item, `${path}/`, blobs);
      else blobs.set(path, await asked((resolve, reject) => item.file(resolve, reject)));
    }
  }
}

// What was dropped: a folder with its files, or a file. Chromium gives a page from a disk only handles, others entries.
export async function fromDrop(item) {
  // All three are asked for at once: after the first pause the item is empty.
  const [handle, entry, file] = [item.getAsFileSystemHandle?.(), item.webkitGetAsEntry(), item.getAsFile()];
  const folder = (await handle) ?? entry;
  const isFolder = folder?.kind === "directory" || folder?.isDirectory;
  if (!isFolder) return { file };
  const blobs = new Map();
  await (folder.kind ? walkHandle : walkEntry)(folder, "", blobs);
  return { name: folder.name, files: new Files(blobs) };
}
