// Runs the page's own check over the files of a case, given as base64, and answers as `verify.py --json` does.

const filesOf = (texts) => new Files(new Map(Object.entries(texts).map(([path, text]) => [path, new Blob([unbase64(text)])])));

const isTaken = (act) => {
  try {
    act();
    return true;
  } catch (problem) {
    if (problem instanceof Refused) return false;
    throw problem;
  }
};
globalThis.isCanonical = (text) => isTaken(() => canonical(text));
globalThis.isPolicy = (policy) => isTaken(() => parsePolicy(unbase64(policy)));

globalThis.check = ({ policy, now, files, since, receipt }) =>
  verify({
    policy: unbase64(policy),
    now,
    pace: async () => {},
    ...(receipt === undefined ? { files: filesOf(files) } : { receipt: unbase64(receipt) }),
    ...(since ? { since: filesOf(since) } : {}),
  });
