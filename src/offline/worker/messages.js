// What pages ask by message. The answer goes through the port that came with the question.

/** @param {ExtendableMessageEvent} event */
async function reply({ data, ports: [port], source }) {
  const say = (/** @type {unknown} */ answer) => port?.postMessage(answer);
  const client = source && "id" in source ? source.id : "";
  try {
    const answer = await answerTo(data, client, say);
    if (answer) say(answer);
  } catch (error) {
    const code = codeOf(error);
    say(code === "more" ? { more: true } : { error: code });
  }
}

/** @param {any} message @param {string} client @param {(answer: unknown) => void} say
    @returns {Promise<object | undefined>} */
async function answerTo(message, client, say) {
  switch (message?.type) {
    case "hello":
      return standing(client);
    case "visit": {
      const state = await visit(String(message.path), client, message.sha).catch(codeOf);
      return { ...(await standing(client)), state };
    }
    case "status":
      return status();
    case "plan":
      return plan(whatOf(message.what), say);
    case "want":
      await want(whatOf(message.what), message.search === true);
      return { done: true };
    case "save":
      return save(whatOf(message.what), message.search === true, say);
    case "pause":
      await pause(message.id);
      return { done: true };
    case "remove":
      await remove(message.id, say);
      return undefined;
    case "has":
      return { missing: await missing(message.paths) };
    case "forget":
      await leave();
      return { done: true };
    default:
      return undefined;
  }
}

/** @param {any} value @returns {What} */
function whatOf(value) {
  if (!/^(post|list|site|search)$/.test(value?.kind)) throw new Trouble("unknown");
  const { kind, path, title } = value;
  return { kind, path: kind === "post" || kind === "list" ? String(path) : "", title: String(title ?? "") };
}

/** What a page has to know of where it stands.
    @param {string} client */
async function standing(client) {
  const [newest] = await releases();
  const { pinned, live } = await releaseOf(client);
  const started = pinned || live || null;
  const record = (await releases()).find(({ release }) => release.build === started);
  const startedPosts = record ? record.release.counts.posts : null;
  return { started, startedPosts, release: briefly(newest), pinned: pinned !== "", offline: !online };
}
