// Runs the ledger's vectors through the page's own parts. Each group gives [name of a case, what went wrong].

const decided = (act) => {
  try {
    return { result: "ok", ...act() };
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    return { result: "reject", reason: problem.code };
  }
};
const expectedOf = ({ result, reason }) => (result === "ok" ? "ok" : `reject ${reason}`);
const entry = (index, fork = false) => bytesOf(fork && index >= 2 ? `rewritten entry ${index}` : `quartier test entry ${index}`);
const ruled = (rule) => Uint8Array.from({ length: Number(rule.match(/length (\d+)/)[1]) }, (_, i) => (7 * i) % 251);

function treeOf(size, fork) {
  const leaves = new Leaves(size);
  for (let index = 0; 256 * index < size; index += 1) {
    const width = Math.min(256, size - 256 * index);
    leaves.put(index, bundleHashes(Array.from({ length: width }, (_, i) => entry(256 * index + i, fork))));
  }
  return leaves;
}

const run = {
  hashing(cases) {
    const work = {
      empty_root: () => EMPTY_ROOT,
      leaf: (one) => leafHash("entry" in one ? unhex(one.entry) : ruled(one.entry_rule)),
      node: (one) => nodeHash(unhex(one.left), unhex(one.right)),
    };
    return cases.filter((one) => work[one.op]).map((one) => [one.what ?? one.op, hex(work[one.op](one)) === one.hash]);
  },

  trees(cases, fork = false) {
    const whole = treeOf(Math.max(...cases.map(({ size }) => size)), fork);
    return cases.map(({ size, root }) => [`size ${size}`, hex(whole.root(size)) === root]);
  },

  fork_trees: (cases) => run.trees(cases, true),

  inclusion({ valid, invalid, still_valid: still }) {
    const check = (one) =>
      decided(() =>
        checkInclusion({
          index: BigInt(one.index),
          size: BigInt(one.size),
          leaf: unhex(one.leaf),
          path: one.proof.map(unhex),
          root: unhex(one.root),
        }),
      ).result;
    return [
      ...valid.map((one) => [`${one.index} of ${one.size}`, check(one) === "ok"]),
      ...invalid.map((one) => [one.what, check({ ...valid[one.of], ...one }) === "reject"]),
      ...still.map((one) => [one.what, check({ ...valid[one.of], ...one }) === "ok"]),
    ];
  },

  consistency({ valid, invalid, still_valid: still, from_zero: zero }) {
    const check = (one) =>
      decided(() =>
        checkConsistency({
          old: BigInt(one.old),
          size: BigInt(one.new),
          oldRoot: unhex(one.old_root),
          root: unhex(one.new_root),
          path: one.proof.map(unhex),
        }),
      ).result;
    return [
      ...valid.map((one) => [`${one.old} to ${one.new}`, check(one) === "ok"]),
      ...invalid.map((one) => [one.what, check({ ...valid[one.of], ...one }) === "reject"]),
      ...still.map((one) => [one.what, check({ ...valid[one.of], ...one }) === "ok"]),
      ...zero.map((one) => [one.why, check(one) === "reject"]),
    ];
  },

  public_inclusion(cases) {
    return cases.map((one) => {
      const [leaf, root] = [one.leafHash, one.root].map((text) => unbase64(text ?? "", { exact: false }));
      const path = (one.proof ?? []).map((text) => unbase64(text, { exact: false }));
      const got = decided(() => checkInclusion({ index: BigInt(one.leafIdx), size: BigInt(one.treeSize), leaf, path, root }));
      return [one.desc, (got.result === "reject") === one.wantErr];
    });
  },

  public_consistency(cases) {
    return cases.map((one) => {
      const [oldRoot, root] = [one.root1, one.root2].map((text) => unbase64(text ?? "", { exact: false }));
      const path = (one.proof ?? []).map((text) => unbase64(text, { exact: false }));
      const got = decided(() => checkConsistency({ old: BigInt(one.size1), size: BigInt(one.size2), oldRoot, root, path }));
      return [one.desc, (got.result === "reject") === one.wantErr];
    });
  },

  tiles(cases) {
    return cases.map(({ size, levels, files }) => {
      const found = [...tilesAt(size)];
      const right = levels.every(({ level, full, partial_width: width }) => {
        const here = found.filter(([one]) => one === level);
        const last = here.at(-1);
        return here.length === full + (width ? 1 : 0) && (width ? last[2] === width : last[2] === 256);
      });
      return [`size ${size}`, right && found.length + found.filter(([level]) => level === 0).length === files];
    });
  },

  tile_bytes(cases) {
    return cases.map(({ path, hex: bytes, tree_size: size }) => {
      const { level, index, width } = parseTilePath(path);
      return [path, hex(treeOf(size).tile(level, Number(index), width)) === bytes];
    });
  },

  tile_paths({ valid, invalid }) {
    const right = ({ level, index, width, path }) => {
      const found = parseTilePath(path);
      return found.level === level && found.index === BigInt(index) && found.width === width && tilePath(level, BigInt(index), width) === path;
    };
    return [
      ...valid.map((one) => [one.path, right(one)]),
      ...invalid.map((one) => [one.path, decided(() => parseTilePath(one.path)).result === "reject"]),
    ];
  },

  entry_bundles({ valid, invalid }) {
    const right = (one) => {
      if (!one.hex) return bundleEntries(joined(Uint8Array.of(255, 255), ruled(one.entry_rule)), 1)[0].length === 65535;
      const entries = bundleEntries(unhex(one.hex), one.entries.length);
      return hex(bundleHashes(entries)) === one.level0 && entries.map(hex).join() === one.entries.join();
    };
    return [
      ...valid.map((one) => [one.what, right(one)]),
      ...invalid.map((one) => [one.what, decided(() => bundleEntries(unhex(one.hex), one.width)).result === "reject"]),
    ];
  },

  ed25519(cases) {
    return cases.map((one) => {
      const message = one.message_rule ? ruled(one.message_rule) : unhex(one.message_hex);
      const valid = verifyEd25519(unhex(one.public), message, unhex(one.signature));
      return [one.what, valid === one.valid && (!one.weak_key || !soundEd25519(unhex(one.public)))];
    });
  },

  vkeys({ valid, invalid }, keys) {
    return [
      ...valid.map((label) => {
        const key = parseKey(keys[label].vkey);
        return [label, key.id === keys[label].key_id && hex(key.publicKey) === keys[label].public];
      }),
      ...invalid.map((one) => [one.what, decided(() => parseKey(one.vkey)).result === "reject"]),
    ];
  },

  notes(cases, keys) {
    const first = cases.find((one) => one.what === "one signature").note.split("\n\n")[1];
    const bytes = (one) =>
      one.note_hex ? unhex(one.note_hex) : bytesOf(one.note ?? `${one.text}\n${first.repeat(101)}`);
    return cases.map((one) => {
      const trusted = one.trusted.map((label) => parseKey(keys[label].vkey));
      const got = decided(() => openNote(bytes(one), trusted));
      if (got.result === "reject") return [one.what, expectedOf(got) === expectedOf(one.expect) || expectedOf(got)];
      const names = got.verified.map(({ key }) => one.trusted[trusted.indexOf(key)]).join();
      const right = names === one.expect.verified?.join() && got.unknown === one.expect.unknown;
      return [one.what, right && hex(sha256(bytesOf(got.text))) === one.expect.text_sha256];
    });
  },

  checkpoints(cases, keys) {
    return cases.map((one) => {
      const trusted = one.trusted.map((label) => parseKey(keys[label].vkey));
      const got = decided(() => parseCheckpoint(openNote(bytesOf(one.note), trusted).text, one.origin));
      if (got.result === "reject") return [one.what, expectedOf(got) === expectedOf(one.expect) || expectedOf(got)];
      return [one.what, got.size === BigInt(one.expect.size) && hex(got.root) === one.expect.root];
    });
  },

  cosignatures(cases, keys) {
    return cases.filter((one) => keys[one.key].type !== 6).map((one) => {
      const key = parseKey(keys[one.key].vkey);
      const note = bytesOf(`${one.note_text}\n${one.line}`);
      const got = decided(() => ({ at: openNote(note, [key]).verified[0].at }));
      return [one.what, (got.result === "ok") === one.valid && (!one.valid || got.at === one.timestamp)];
    });
  },

  tlog_proof({ policy, cases }) {
    const trusted = parsePolicy(bytesOf(policy));
    return cases.map((one) => {
      const leaf = leafHash(bytesOf(one.entry));
      const got = decided(() => checkProof(bytesOf(one.proof), leaf, (note) => judge(trusted, note)));
      const right = expectedOf(got) === expectedOf(one.expect) || expectedOf(got);
      if (got.result === "reject") return [one.what, right];
      const whole = got.index === BigInt(one.expect.index) && got.checkpoint.size === BigInt(one.expect.size);
      return [one.what, right && whole && got.cosigned.size === one.expect.signed_by.length - 1];
    });
  },

  policy({ valid, invalid }) {
    return [
      ...valid.flatMap((one) => {
        const read = parsePolicy(bytesOf(one.policy));
        return one.satisfied.map(({ cosigned, ok }) => [
          `${one.what}: ${cosigned}`,
          read.satisfied(read.quorum, new Set(cosigned)) === ok,
        ]);
      }),
      ...invalid.map((one) => [one.what, decided(() => parsePolicy(bytesOf(one.policy))).result === "reject"]),
    ];
  },
};

globalThis.vectors = { run };
