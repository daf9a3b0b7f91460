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

  get(path) {
    return this.blobs.get(path);
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

async function walk(folder, prefix, blobs) {
  const reader = folder.createReader();
  for (;;) {
    // A browser hands a folder out in pieces of about a hundred names.
    const piece = await asked((resolve, reject) => reader.readEntries(resolve, reject));
    if (!piece.length) return;
    for (const item of piece) {
      const path = prefix + item.name;
      if (item.isDirectory) await walk(item, `${path}/`, blobs);
      else blobs.set(path, await asked((resolve, reject) => item.file(resolve, reject)));
    }
  }
}

export async function fromDrop(folder) {
  const blobs = new Map();
  await walk(folder, "", blobs);
  return new Files(blobs);
}
